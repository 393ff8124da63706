import { expect, it } from 'vitest';
import { createManualClock } from '../../../test/fakes/manual-clock.ts';
import { createDrafts } from './drafts.ts';

const minute = 60_000;
const gone = { problem: { code: 'DRAFT_GONE' } };

it('is used once, unless the use fails', async () => {
  const drafts = createDrafts<string>(createManualClock());
  const id = drafts.keep('secret');
  await expect(drafts.use(id, () => Promise.reject(new Error('hook taken')))).rejects.toThrow('hook taken');
  expect(await drafts.use(id, async (draft) => draft)).toBe('secret');
  await expect(drafts.use(id, async (draft) => draft)).rejects.toMatchObject(gone);
});

it('is not used twice at a time', async () => {
  const drafts = createDrafts<string>(createManualClock());
  const id = drafts.keep('secret');
  const first = drafts.use(id, async (draft) => draft);
  await expect(drafts.use(id, async (draft) => draft)).rejects.toMatchObject(gone);
  expect(await first).toBe('secret');
});

it('is forgotten after a quarter of an hour, when the program ends, and when there are many newer ones', async () => {
  const clock = createManualClock();
  const drafts = createDrafts<number>(clock);
  const use = (id: string) => drafts.use(id, async (draft) => draft);
  const first = drafts.keep(0);
  clock.advance(14 * minute);
  const others = Array.from({ length: 8 }, (_, index) => drafts.keep(index + 1));
  await expect(use(first)).rejects.toMatchObject(gone);
  expect(await use(others[0] ?? '')).toBe(1);
  clock.advance(16 * minute);
  await expect(use(others[1] ?? '')).rejects.toMatchObject(gone);
  const last = drafts.keep(9);
  drafts.clear();
  await expect(use(last)).rejects.toMatchObject(gone);
});

it('is named by nothing that could be guessed', () => {
  const drafts = createDrafts<number>(createManualClock());
  expect(new Set([drafts.keep(1), drafts.keep(1), drafts.keep(1)]).size).toBe(3);
  expect(drafts.keep(1)).toMatch(/^[0-9a-f-]{36}$/);
});
