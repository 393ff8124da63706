import type { AccountDetails, Line } from '../../../shared/contract/account.ts';
import { compact } from '../../../shared/domain/compact.ts';
import type { TokenDates } from '../providers/provider.ts';
import type { AccountRows, StoredAccount } from './account-rows.ts';
import type { AccountSession } from './account-session.ts';

/** What an account's own page tells. A vault or a token that cannot be read is told by the account's status, and not here. */
export async function describeAccount(
  account: StoredAccount,
  lines: readonly Line[],
  { rows, session, isListed }: { rows: AccountRows; session: AccountSession; isListed: (number: string) => boolean },
): Promise<AccountDetails> {
  const dates = await readTokenDates(session);
  const nextListingAt = session.nextListingAt();
  return {
    ...compact({ token: dates && describeDates(dates) }),
    lines: lines.map((line) => {
      const { calls, newestAt, hasUnanswered } = rows.seenOf(account.id, line.number);
      return {
        ...line,
        listed: isListed(line.number),
        calls,
        hasUnanswered,
        ...compact({ newestAt }),
      };
    }),
    ...compact({ listedUntil: account.listedUntil, nextListingAt }),
  };
}

async function readTokenDates(session: AccountSession): Promise<TokenDates | undefined> {
  try {
    return await (await session.client()).tokenDates?.();
  } catch {
    return undefined;
  }
}

function describeDates({ validUntil, renewsAt }: TokenDates): NonNullable<AccountDetails['token']> {
  return compact({ validUntil, renewsAt });
}
