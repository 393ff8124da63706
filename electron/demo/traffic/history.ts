import type { PastCall } from '../sipnet/past-call.ts';
import { endOf, planShopDay, shopDayOf } from './shop-day.ts';

const dayMs = 86_400_000;
const days = 7;

/** The week before `now` (epoch ms), oldest first: calls that have ended. */
export function weekBefore(now: number): PastCall[] {
  const from = now - days * dayMs;
  const history: PastCall[] = [];
  for (let back = days; back >= 0; back--) {
    const calls = planShopDay(shopDayOf(now - back * dayMs));
    for (const [index, call] of calls.entries()) {
      if (call.startedAt < from || endOf(call) >= now) continue;
      // A leading 4 keeps these apart from the ids of calls that ring while the stand runs.
      history.push({ ...call, cid: `4${call.startedAt / 1000}${String(index).padStart(4, '0')}` });
    }
  }
  return history;
}
