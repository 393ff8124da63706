import { expect, it } from 'vitest';
import { nextTurn } from './next-turn.ts';

/** Steps of several workers in the order in which they were made, `|` where a turn of the event loop began. */
async function work(workers: number, steps: number): Promise<string> {
  let made = '';
  let over = false;
  function noteTurn(): void {
    made += '|';
    if (!over) setImmediate(noteTurn);
  }
  setImmediate(noteTurn);
  await Promise.all(
    Array.from({ length: workers }, async (_, index) => {
      for (let step = 0; step < steps; step += 1) {
        await nextTurn();
        made += index;
      }
    }),
  );
  over = true;
  return made;
}

it('lets one go on in each turn of the event loop, in turns', async () => {
  const made = await work(3, 4);
  expect(made.replaceAll('|', '')).toBe('012012012012');
  expect(made.split('|').map((turn) => turn.length)).not.toContain(2);
});

it('costs who is alone no more than a turn', async () => {
  expect((await work(1, 5)).split('|').filter((turn) => turn !== '')).toHaveLength(5);
});

it('lets those go on first that are in a hurry', async () => {
  const made: string[] = [];
  async function make(name: string, order?: 'first'): Promise<void> {
    for (let step = 0; step < 2; step += 1) {
      await nextTurn(order);
      made.push(name);
    }
  }
  await Promise.all([make('list'), make('import'), make('events', 'first'), make('other events', 'first')]);
  expect(made).toEqual(['events', 'other events', 'events', 'other events', 'list', 'import', 'list', 'import']);
});
