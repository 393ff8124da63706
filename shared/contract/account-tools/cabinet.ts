import * as z from 'zod';
import { accountId } from '../account.ts';
import { procedure } from '../procedure.ts';
import { whose } from './whose.ts';

export const cabinetContract = {
  /**
   * Opens the account's pages at the provider in the system's browser, by an address that works once and lets in whoever has it:
   * it goes from the provider to the browser and nowhere else.
   */
  open: procedure.input(z.object(whose)),
  /** Opens one page of it, where the user has to be signed in already. NOT_SUPPORTED where the provider names none. */
  openPage: procedure.input(z.object({ accountId, page: z.enum(['forwarding']) })),
};
