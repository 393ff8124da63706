import { expect, it } from 'vitest';
import { chooseMistakes } from './choose-mistakes.ts';
import type { Mistake } from './mistakes/mistake.ts';

const mistake = (fact: string): Mistake => ({ fact, file: '', right: '', wrong: '', noticedBy: 'types' });
const mistakes = {
  tray: [mistake('on macOS a set menu swallows the click'), mistake('Windows wants the sizes of an .ico')],
  system: [mistake('Cmd+W is an item of a menu')],
};
const chosen = (only?: string) => chooseMistakes(mistakes, only).map(({ mistake: { fact } }) => fact);

it('all are made unless some are asked for', () => {
  expect(chosen()).toHaveLength(3);
});

it('those of a subject are chosen by its name, single ones by words of theirs', () => {
  expect(chosen('tray')).toHaveLength(2);
  expect(chosen('MENU')).toEqual(['on macOS a set menu swallows the click', 'Cmd+W is an item of a menu']);
});

it('a name that none of them has is answered with the nearest', () => {
  expect(() => chosen('sistem')).toThrow('Did you mean "system"? There are mistakes about tray, system.');
  expect(() => chosen('windows want the size of an ico')).toThrow('Did you mean "Windows wants the sizes of an .ico"?');
  expect(() => chosen('zzzz')).toThrow('in its words. There are mistakes about');
});
