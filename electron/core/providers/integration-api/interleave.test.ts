import fc from 'fast-check';
import { expect, it } from 'vitest';
import { interleave } from './interleave.ts';

const turns = async (count: number) => {
  for (let index = 0; index < count; index += 1) await Promise.resolve();
};

it('hands over every piece of every source in its order, with no more of them open than it may', async () => {
  const source = fc.record({ pieces: fc.array(fc.nat(9), { maxLength: 5 }), wait: fc.nat(4) });
  await fc.assert(
    fc.asyncProperty(fc.array(source, { maxLength: 8 }), fc.integer({ min: 1, max: 4 }), async (sources, width) => {
      let open = 0;
      async function* read(index: number): AsyncGenerator<[number, number], void> {
        open += 1;
        expect(open).toBeLessThanOrEqual(width);
        try {
          for (const piece of sources[index]?.pieces ?? []) {
            await turns(sources[index]?.wait ?? 0);
            yield [index, piece];
          }
        } finally {
          open -= 1;
        }
      }
      const found = sources.map((): number[] => []);
      for await (const [index, piece] of interleave([...sources.keys()], width, read)) found[index]?.push(piece);
      expect(found).toEqual(sources.map(({ pieces }) => pieces));
      expect(open).toBe(0);
    }),
  );
});

it.each(['stops', 'throws'])('leaves nothing open when its reader %s or a source fails', async (end) => {
  let open = 0;
  async function* read(index: number): AsyncGenerator<number, void> {
    open += 1;
    try {
      for (let piece = 0; ; piece += 1) {
        if (end === 'throws' && index === 1 && piece === 3) throw new Error('gone');
        await turns(index);
        yield piece;
      }
    } finally {
      open -= 1;
    }
  }
  let taken = 0;
  const reading = (async () => {
    for await (const _ of interleave([0, 1, 2, 3], 3, read)) {
      taken += 1;
      if (end === 'stops' && taken === 5) return;
    }
  })();
  if (end === 'throws') await expect(reading).rejects.toThrow('gone');
  await reading.catch(() => {});
  expect(open).toBe(0);
});
