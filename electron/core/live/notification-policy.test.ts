import { expect, it } from 'vitest';
import type { LiveCard } from '../../../shared/contract/updates.ts';
import { defaultSettings } from '../../../shared/domain/default-settings.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { createNotificationPolicy } from './notification-policy.ts';

function missedCard(id: number, from: string): LiveCard {
  return {
    call: {
      id,
      accountId: 'shop',
      direction: 'in',
      state: 'missed',
      remote: parseParty(from),
      line: '+7 495 000-01-10',
      startedAt: 1_780_000_000_000 + id,
    },
    accountLabel: 'Shop',
    silenced: false,
    before: { count: 0 },
  };
}

it('tells once of a call that was missed in a quiet time just before its end', () => {
  const shown: string[] = [];
  const notices = createNotificationPolicy({
    notifier: { show: ({ tag }) => void shown.push(tag), withdraw() {} },
    clock: { now: () => 1_780_000_001_000 },
    settings: () => defaultSettings,
    isQuiet: () => false,
    pageRings: () => false,
    locale: () => 'en',
    onDue() {},
    onGone() {},
  });
  const [summedUp, other] = [missedCard(1, '79161000232'), missedCard(2, '79161000311')];
  notices.quietEnded({ callers: 1, who: [summedUp.call.remote], newestCallId: 1 }, [summedUp]);
  // That nobody took it is sure a moment after it ended.
  notices.card(summedUp, 'missed');
  notices.card(other, 'missed');
  expect(shown).toEqual(['quiet', 'call:2']);
});
