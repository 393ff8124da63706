import { readAddress } from './number-address.ts';
import { parseParty } from './phone-number.ts';

export interface WrittenNumber {
  /** As it stands in the text, with its extension. */
  written: string;
  /** More digits stand beside it than belong to it: "…32-33", "кв. 5 8916…". */
  isPart: boolean;
}

/** More are not asked about. */
const mostNumbers = 5;

/** The telephone numbers among the words of a text, each once: those that say by their form that they are numbers. */
export function numbersIn(text: string): WrittenNumber[] {
  const found = new Map<string, WrittenNumber>();
  const note = (written: string, isPart: boolean) => {
    const { e164 } = parseParty(written);
    if (e164 !== undefined && !found.has(e164)) found.set(e164, { written, isPart });
  };
  for (const [run] of text.slice(0, longestText).replace(datesAndTimes, ' | ').matchAll(runs)) {
    const whole = readAddress(run);
    if (isNumber(whole.user)) note(run.trim(), false);
    else for (const { written, isPart } of partsOf(whole.user)) note(written, isPart);
  }
  return [...found.values()].slice(0, mostNumbers);
}

const longestText = 2048;
const datesAndTimes =
  /(?<![\d./-])(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2}))(?![\d./-])|(?<!\d)\d{1,2}:\d{2}(?!\d)/g;
/** Digits as people part them, and an extension behind them. A code (`*31#8916…`) is no number. */
const runs =
  /(?<![\d+*#\p{L}])\+?\(?\d[\d\s()./~\-\u2010-\u2015\u2212]{5,60}(?:[,\s]*(?:доб\p{L}*|вн\p{L}*|ext\p{L}*)[.:\s]*\d{1,8}|[,;#*x]+\d{1,8}(?!\d))?/giu;

/** Bare foreign digits, short ones and SIP ids may be anything among words. */
function isNumber(digits: string): boolean {
  const compact = digits.replace(/[^\d+]/g, '');
  return /^(?:\+\d{8,15}|[78]\d{10}|\d{10}|810\d{8,14})$/.test(compact) && parseParty(digits).kind === 'number';
}

/** Numbers that stand side by side in one run of digits: as many as there are, and whether something is left. */
function partsOf(run: string): WrittenNumber[] {
  const groups = run.match(/\+?\d+/g) ?? [];
  const found: string[] = [];
  let left = 0;
  for (let from = 0; from < groups.length; ) {
    // The longest first: a number that goes on is not cut short.
    const until = [...groups.keys()]
      .reverse()
      .find((at) => at >= from && isNumber(groups.slice(from, at + 1).join('')));
    if (until === undefined) {
      left += 1;
      from += 1;
    } else {
      found.push(groups.slice(from, until + 1).join(' '));
      from = until + 1;
    }
  }
  return found.map((written) => ({ written, isPart: left > 0 }));
}
