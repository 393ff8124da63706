import { expect, it } from 'vitest';
import { joinParts, joinSubjects, type Subject } from './subject.ts';

it('joins parts that have nothing in common, and does not compile where two own one key', () => {
  const joined: { cards: readonly number[]; settings: string } = joinParts([{ cards: [1] }, { settings: 'all' }]);
  expect(joined).toEqual({ cards: [1], settings: 'all' });
  // @ts-expect-error Both own `cards`: whichever is told last would win.
  joinParts([{ cards: [1] }, { settings: 'all' }, { cards: [2] }]);
});

it('has subjects clear an account from the last to the first and one after the other', async () => {
  const told: string[] = [];
  const subject = (name: string): Subject => {
    return {
      async clearAccount() {
        told.push(`${name} begins to clear`);
        await new Promise(setImmediate);
        told.push(`${name} clears`);
      },
      wake: () => told.push(`${name} wakes`),
    };
  };
  const all = joinSubjects([subject('asked'), {}, subject('asks')]);
  await all.forgetAccount('account-1');
  all.wake();
  expect(told).toEqual([
    ...['asks begins to clear', 'asks clears', 'asked begins to clear', 'asked clears'],
    ...['asked wakes', 'asks wakes'],
  ]);
});

it('forgets nothing of an account of which something could not be removed', async () => {
  const forgotten: string[] = [];
  let isHeld = true;
  const all = joinSubjects([
    { clearAccount: () => (isHeld ? Promise.reject(new Error('the file is open')) : Promise.resolve()) },
    { forgetAccount: (id) => void forgotten.push(id) },
  ]);
  await expect(all.forgetAccount('account-1')).rejects.toThrow('the file is open');
  expect(forgotten).toEqual([]);
  isHeld = false;
  await all.forgetAccount('account-1');
  expect(forgotten).toEqual(['account-1']);
});
