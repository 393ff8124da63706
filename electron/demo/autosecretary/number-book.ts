import type { Fields } from './answer.ts';
import { changeNumber } from './number-change.ts';
import { tenDigits } from './phone-forms.ts';
import type { Traps } from './traps.ts';
import {
  createUniversalNumber,
  type NumberDescription,
  newDestination,
  type UniversalNumber,
} from './universal-number.ts';

/** The universal numbers that can be managed, and what each is set to. */
export interface NumberBook {
  phones(): readonly string[];
  add(number: NumberDescription): void;
  remove(phone: string): void;
  /** A copy of what is in force; throws RangeError for a number that is not there. */
  of(phone: string): UniversalNumber;
  /** Changes as somebody in the cabinet does: at once and without a question. */
  edit(phone: string, change: (number: UniversalNumber) => void, by: string): void;
  /** The number meant, in any form; undefined when it is none of them. */
  find(text: string): string | undefined;
  /** What GET un shows, which may be what was there before the last write. */
  shown(phone: string): UniversalNumber;
  /** Carries a PUT out. Throws Refusal. */
  change(phone: string, received: Fields, traps: Traps): void;
}

/** Who has written, as `updated_by` says. */
const writers = { api: 'api', rival: 'colleague' };
/** Added by somebody in the cabinet where the trap has one. */
const rivalDestination = { ...newDestination, phone: '89430000999', priority: 9 };
const laterMs = 30_000;

export function createNumberBook(described: readonly NumberDescription[], now: () => number): NumberBook {
  const book = new Map<string, UniversalNumber>();
  const notYetShown = new Map<string, { before: UniversalNumber; at: number }>();

  function add(number: NumberDescription): void {
    if (!/^\d{10}$/.test(number.phone)) throw new RangeError(`not a universal number: ${number.phone}`);
    book.set(number.phone, createUniversalNumber(number, now()));
  }

  function of(phone: string): UniversalNumber {
    const number = book.get(phone);
    if (number === undefined) throw new RangeError(`not a universal number: ${phone}`);
    return structuredClone(number);
  }

  function write(number: UniversalNumber, by: string): void {
    book.set(number.phone, { ...number, updated_by: by, updatedAt: now() });
  }

  function edit(phone: string, change: (number: UniversalNumber) => void, by: string): void {
    const number = of(phone);
    change(number);
    write(number, by);
  }

  function interfere(phone: string): void {
    const isThere = of(phone).dn_list.some((one) => one.phone === rivalDestination.phone);
    if (!isThere) edit(phone, ({ dn_list }) => dn_list.push({ ...rivalDestination }), writers.rival);
  }

  function shown(phone: string): UniversalNumber {
    const pending = notYetShown.get(phone);
    return pending !== undefined && now() < pending.at ? structuredClone(pending.before) : of(phone);
  }

  for (const number of described) add(number);

  return {
    phones: () => [...book.keys()],
    add,
    remove: (phone) => book.delete(phone),
    of,
    edit,
    find(text) {
      const phone = tenDigits(text);
      return phone !== undefined && book.has(phone) ? phone : undefined;
    },
    shown,
    change(phone, received, traps) {
      const seen = shown(phone);
      const changed = changeNumber(of(phone), received, traps);
      if (traps.putEffect === 'none') return;
      if (traps.rival === 'before-write') interfere(phone);
      write(traps.rival === 'before-write' ? changeNumber(of(phone), received, traps) : changed, writers.api);
      if (traps.rival === 'after-write') interfere(phone);
      if (traps.putEffect === 'later') notYetShown.set(phone, { before: seen, at: now() + laterMs });
    },
  };
}
