import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { histories } from '../../../../test/fixtures/histories.ts';
import { answererOf, provesNoTalk, readTrace, stepsOf } from './trace.ts';

const head = 'SIP:ANI(9161000932@mdd-mg1-1ld-msk2:5061)-DNIS(4954071111@11.241.37.199:5061)-';

describe('a trace', () => {
  it('of the document’s sample', () => {
    const log = 'SIP:ANI(9161000932@mdd-mg1-1ld-msk2:5061)-\nDNIS(4954071111@11.241.37.199:5061)--NO_DNS';
    expect(stepsOf(readTrace(log))).toEqual([
      { kind: 'from', value: '+79161000932' },
      { kind: 'to', value: '+74954071111' },
      { kind: 'nobody-on-duty' },
    ]);
  });

  it('of a call that goes a long way', () => {
    const log = `${head}-MnCh-2-Extension-101-TryToCall:89430000611-TryToCall:89430000612-NoAnswer-TryToCall:89430000612-Conn-OpIn-89430000612-Rec_Start-Rec_Stop-CallTo-89430000651-TrfCallOK`;
    expect(stepsOf(readTrace(log)).slice(2)).toEqual([
      { kind: 'menu', value: '2' },
      { kind: 'extension', value: '101' },
      { kind: 'rang', value: '+79430000611' },
      { kind: 'rang', value: '+79430000612' },
      { kind: 'no-answer' },
      { kind: 'rang', value: '+79430000612' },
      { kind: 'connected' },
      { kind: 'talk', value: '+79430000612' },
      { kind: 'recording' },
      { kind: 'recorded' },
      { kind: 'transfer', value: '+79430000651' },
      { kind: 'transferred' },
    ]);
  });

  it.each([
    'Conn_Lost',
    'Plbk(hello-7.wav)',
    'q-pos(3)',
    'Перевод',
    'TryToCall:',
    'OpIn-',
    'Rec_Start(1)',
    '<b>%2D</b>',
  ])('keeps %s as it is, in its place', (word) => {
    const tokens = readTrace(`${head}-Conn-${word}-NoAnswer`);
    expect(tokens.slice(2).map(({ kind }) => kind)).toEqual(['connected', 'unknown', 'no-answer']);
    expect(word.startsWith(tokens[3]?.text ?? '?')).toBe(true);
  });

  it('of any text loses nothing and invents nothing', () => {
    const known = ['Conn', 'NoAnswer', 'TryToCall:89430000611', 'OpIn-89430000612', 'MnCh-1', 'Busy(486)', 'NO_DNS'];
    const word = fc.oneof(
      fc.constantFrom(...known, '-', '--', ' ', '\n', 'Conn_Lost', 'SIP:ANI(', ')', 'DNIS(1@a-b)'),
      fc.string({ unit: 'binary', maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), fc.constantFrom('-', ''), (parts, between) => {
        const log = parts.join(between);
        let rest = log;
        for (const { text } of readTrace(log)) {
          const at = rest.indexOf(text);
          // Nothing but what separates tokens stands between two of them.
          expect(rest.slice(0, at)).toMatch(/^[-\s]*$/);
          rest = rest.slice(at + text.length);
        }
        expect(rest).toMatch(/^[-\s]*$/);
        expect(stepsOf(readTrace(log)).length).toBeLessThanOrEqual(61);
      }),
      { numRuns: histories(300) },
    );
  });

  it('as long as a book is read in time, and its steps are counted', () => {
    const log = `${head}${'-TryToCall:89430000000-NoAnswer'.repeat(20_000)}`;
    const steps = stepsOf(readTrace(log));
    expect(steps).toHaveLength(61);
    expect(steps.at(-1)).toEqual({ kind: 'more', value: String(40_002 - 60) });
    const dashes = '-'.repeat(1_000_000);
    for (const text of [
      head.repeat(2_000),
      'SIP:ANI('.repeat(20_000),
      `SIP:ANI(${dashes}`,
      `DNIS(@${dashes}`,
      `x${dashes}x`,
    ])
      expect(stepsOf(readTrace(text)).length).toBeLessThanOrEqual(61);
  });
});

describe('who answered', () => {
  it.each([
    ['Conn-OpIn-89430000612', '+79430000612'],
    ['TryToCall:89430000611-NoAnswer-TryToCall:89430000612-Conn', '+79430000612'],
    ['TryToCall:89430000611-TryToCall:89430000612-Conn', undefined],
    ['TryToCall:89430000611-TryToCall:89430000612-Conn-OpIn-89430000611', '+79430000611'],
    ['OpIn-89430000611-CallTo-89430000651-TrfCallOK-OpIn-89430000651', '+79430000611'],
    ['TryToCall:89430000611-NoAnswer', undefined],
    ['', undefined],
  ])('%s: %s', (log, number) => {
    expect(answererOf(readTrace(head + log))).toBe(number);
  });
});

describe('that nobody talked', () => {
  it.each([
    ['MnCh-1-TryToCall:89430000611-HgUp_DurMC', true],
    ['TryToCall:89430000611-NoAnswer-VMail-Rec_Start-Rec_Stop', true],
    ['NO_DNS', true],
    ['TryToCall:89430000611-Conn-OpIn-89430000611-Rec_Start-Rec_Stop', false],
    // Cut off, or told in words that nobody knows: what follows may have been a talk.
    ['TryToCall:89430000611-NoAnswer-TryToC', false],
    ['TryToCall:89430000611-NoAnswer-Plbk(1)', false],
    ['', false],
  ])('%s: %s', (log, proven) => {
    expect(provesNoTalk(readTrace(head + log))).toBe(proven);
  });
});
