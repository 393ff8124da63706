import { describe, expect, it } from 'vitest';
import { type FileImport, findImportCircles } from './import-circles.ts';

/** `a b`: a imports b. The line is the import's place among all. */
const read = (imports: readonly string[]): FileImport[] =>
  imports.map((each, index) => {
    const [from = '', to = ''] = each.split(' ');
    return { from, to, line: index + 1 };
  });
const circlesIn = (...imports: string[]) =>
  findImportCircles(read(imports)).map((circle) => circle.map(({ from, to }) => `${from} ${to}`));

describe('circles of imports', () => {
  it('are not there where every way ends', () => {
    expect(circlesIn('a b', 'a c', 'b d', 'c d', 'd e', 'c e')).toEqual([]);
  });

  it('are told from the file that comes first, whoever leads in and wherever else it leads', () => {
    expect(circlesIn('a d', 'd c', 'c b', 'b d', 'b e', 'c f', 'f g')).toEqual([['b d', 'd c', 'c b']]);
  });

  it('are told with the lines of their imports', () => {
    expect(findImportCircles(read(['x y', 'a b', 'b a']))).toEqual([
      [
        { from: 'a', to: 'b', line: 2 },
        { from: 'b', to: 'a', line: 3 },
      ],
    ]);
  });

  it('are told once for files that all lead to one another, by the shortest way', () => {
    expect(circlesIn('a b', 'b c', 'c d', 'd a', 'c a', 'd b')).toEqual([['a b', 'b c', 'c a']]);
  });

  it('are told each where one leads to another', () => {
    expect(circlesIn('a b', 'b a', 'b c', 'c d', 'd c').toSorted()).toEqual([
      ['a b', 'b a'],
      ['c d', 'd c'],
    ]);
  });

  it('may be of one file', () => {
    expect(circlesIn('a b', 'b b')).toEqual([['b b']]);
  });

  it('are found among more ways than can be walked', () => {
    // From each of these to the next there are two ways, to the last 2 ** 200.
    const diamonds = Array.from({ length: 200 }, (_, n) => [
      ...[`${n} ${n}left`, `${n} ${n}right`],
      ...[`${n}left ${n + 1}`, `${n}right ${n + 1}`],
    ]).flat();
    expect(circlesIn(...diamonds)).toEqual([]);
    expect(circlesIn(...diamonds, '200 0')[0]).toHaveLength(401);
  });
});
