import * as z from 'zod';
import type { NewAccount } from '../../domain/new-account.ts';
import { accountId } from '../account.ts';
import { procedure } from '../procedure.ts';

const typed = z.string().max(300);

const newAccount = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('child'), email: typed, name: typed }),
  z.object({ kind: z.literal('person'), email: typed, name: typed }),
  z.object({
    kind: z.literal('company'),
    email: typed,
    name: typed,
    inn: typed,
    organization: typed,
    phone: typed,
    kpp: typed,
    ogrn: typed,
    rs: typed,
    ks: typed,
    bik: typed,
  }),
]) satisfies z.ZodType<NewAccount>;

/** An order for an account, as it is kept: of the company no more than its name, and never a password. */
export const newAccountOrder = z.object({
  /** Of the press that ordered it. */
  id: z.string().max(64),
  accountId,
  for: newAccount,
  /** `unknown`: no answer came, and it may have been carried out. Never repeated by itself. */
  state: z.enum(['ordering', 'made', 'unknown']),
  orderedAt: z.number(),
  /** What the provider calls it, where it told. */
  login: z.string().max(200).optional(),
  sipId: z.string().max(200).optional(),
});
export type NewAccountOrder = z.infer<typeof newAccountOrder>;

export const newAccountsContract = {
  /**
   * One press, one order: the same `clickId` never orders twice. An earlier order for the same that is under way, was carried
   * out a moment ago or is of unknown fate is answered instead, unless it is named as `again`. BAD_INPUT names the field that
   * would be refused; whatever proves that nothing was made is thrown, and leaves no order.
   */
  order: procedure
    .input(z.object({ clickId: z.uuid(), accountId, for: newAccount, again: z.string().max(64).optional() }))
    .output(
      z.object({
        order: newAccountOrder,
        /** The one secret that crosses outwards: told by the provider with this answer, and kept nowhere. */
        password: z.string().max(500).optional(),
      }),
    ),
  /** Newest first. */
  recent: procedure.input(z.object({ accountId })).output(z.array(newAccountOrder)),
  /** Takes an order off the list here; at the provider nothing changes. */
  forget: procedure.input(z.object({ accountId, id: z.string().max(64) })).output(z.array(newAccountOrder)),
};
