import { expect, it } from 'vitest';
import { readCallees, withCallee } from './callees.ts';

it('reads people by lines, commas and semicolons, each once', () => {
  expect(readCallees('8 (916) 100-02-32\n+79161000233; 79161000232,0042656976\n\n').to).toEqual([
    '+79161000232',
    '+79161000233',
    '0042656976',
  ]);
});

it('names what cannot be called, and calls nothing of it', () => {
  const { to, faults } = readCallees('112, +79161000232, мама, 101');
  expect(to).toEqual(['+79161000232']);
  expect(faults).toEqual([
    { text: '112', code: 'NUMBER_EMERGENCY' },
    { text: 'мама', code: 'NUMBER_UNREADABLE' },
    { text: '101', code: 'NUMBER_EMERGENCY' },
  ]);
});

it('knows when they are too many', () => {
  const people = (count: number) => Array.from({ length: count }, (_, index) => `+7916100${1000 + index}`).join(',');
  expect(readCallees(people(20)).tooMany).toBe(false);
  expect(readCallees(people(21)).tooMany).toBe(true);
});

it('puts one more person behind a whole number, and instead of a name that was begun', () => {
  const [one, two] = ['+79161000232', '+79161000233'];
  expect(withCallee('', one)).toBe(one);
  expect(withCallee('ма', one)).toBe(one);
  expect(withCallee(one, two)).toBe(`${one}\n${two}`);
  expect(withCallee(`${one}\n`, two)).toBe(`${one}\n${two}`);
  expect(withCallee(`${one}, мар`, two)).toBe(`${one}, ${two}`);
  expect(readCallees(withCallee(`${one};`, two)).to).toEqual([one, two]);
});
