import * as z from 'zod';
import { accountId } from '../account.ts';

/**
 * Whose tools are meant: the account's own, or with `of` those of an account that belongs to it or whose partner it is, by its
 * login or SIP id.
 */
export const whose = { accountId, of: z.string().min(1).max(200).optional() };
