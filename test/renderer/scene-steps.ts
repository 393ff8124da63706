import type { Page } from '@playwright/test';
import type { Call } from '../../shared/contract/call.ts';
import type { LiveCard } from '../../shared/contract/updates.ts';
import { partyOf } from './fixture-data.ts';
import type { FixtureServer } from './fixture-server.ts';
import type { FixtureState } from './fixture-state.ts';

export function ringingCard(index: number, change: Partial<Call> = {}, card: Partial<LiveCard> = {}): LiveCard {
  const startedAt = Date.now() - 14_000;
  return {
    call: {
      id: Math.floor(startedAt / 1000) * 16 + index,
      accountId: 'shop',
      direction: 'in',
      state: 'ringing',
      remote: partyOf(index),
      line: 'Магазин',
      startedAt,
      ...change,
    },
    accountLabel: 'SIPNET',
    silenced: false,
    before: { count: 3, lastAt: startedAt - 5 * 86_400_000, note: 'ждёт счёт на 48 000 ₽' },
    ...card,
  };
}

export const loseProgram = async (page: Page, server: FixtureServer) => {
  server.cut();
  await page.waitForTimeout(500);
};

/** Two were called in vain, and one hides the number. */
export const tryAll = (state: FixtureState) => {
  const now = Date.now();
  const [first, second, third, ...rest] = state.missed;
  if (first === undefined || second === undefined || third === undefined) return;
  const hidden = { key: '', kind: 'hidden', raw: '' } as const;
  state.missed = [
    { ...first, triedAt: now - 3 * 60_000 },
    { ...second, triedAt: now - 26 * 3_600_000 },
    { ...third, key: `call:${third.lastCallId}`, remote: hidden, canCallBack: false },
    ...rest,
  ];
};
