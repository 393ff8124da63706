import type { Fault } from '../faults.ts';
import { operations } from './operations/operations.ts';
import type { HookState } from './traps/event-traps.ts';
import { type Traps, trapTable } from './traps.ts';

/**
 * Reads traps as a developer types them: `duplicateEvents,missedIn=both,loseEvents=INVITE+BYE,fault=drop:gencall:after`.
 * A bare name takes the first other reading. Throws RangeError with what is wrong.
 */
export function readTraps(words: string): Partial<Traps> {
  const entries = words
    .split(',')
    .filter((word) => word !== '')
    .map((word) => {
      const [name = '', value] = word.split('=', 2);
      if (!isTrap(name)) throw new RangeError(`no such trap: ${name}`);
      return [name, readValue(name, value)];
    });
  return Object.fromEntries(entries);
}

/** One line a trap, for the help. */
export function describeTraps(): string {
  return Object.entries(trapTable)
    .map(
      ([name, { others, models }]) =>
        `  ${name}=${others.map((other) => writeValue(other)).join('|')}\n      ${models}`,
    )
    .join('\n');
}

function isTrap(name: string): name is keyof Traps {
  return Object.hasOwn(trapTable, name);
}

function readValue(name: keyof Traps, value: string | undefined): Traps[keyof Traps] {
  const { normal, others } = trapTable[name];
  if (value === undefined) {
    const [first] = others;
    if (first === undefined) throw new RangeError(`${name} has no other reading`);
    return first;
  }
  if (name === 'fault') return readFault(value);
  if (name === 'loseEvents') return value.split('+').map(readHookState);
  if (name === 'bareAnswers' || name === 'notEnabled') return value.split('+').map(readOperation);
  if (typeof normal === 'number') {
    if (!/^\d{1,7}$/.test(value)) throw new RangeError(`${name} is a number`);
    return Number(value);
  }
  const known = [normal, ...others].find((other) => String(other) === value);
  if (known === undefined) throw new RangeError(`${name} cannot be ${value}`);
  return known;
}

const hookStates: readonly HookState[] = ['INVITE', 'CONNECTED', 'BYE'];

function readHookState(text: string): HookState {
  const known = hookStates.find((state) => state === text);
  if (known === undefined) throw new RangeError(`no such event: ${text}`);
  return known;
}

function readOperation(text: string): string {
  if (!operations.has(text)) throw new RangeError(`no such operation: ${text}`);
  return text;
}

const faultKinds: readonly Fault['kind'][] = [
  'bad-gateway',
  'too-many-requests',
  'html',
  'not-json',
  'hang',
  'drop',
  'cut-short',
  'redirect',
];

function readFault(text: string): Fault {
  const [kindText, operation, when] = text.split(':', 3);
  const kind = faultKinds.find((one) => one === kindText);
  if (kind === undefined) throw new RangeError(`fault is one of ${faultKinds.join(', ')}`);
  if (when !== undefined && when !== 'before' && when !== 'after') throw new RangeError('a fault is before or after');
  return { kind, ...(operation ? { operations: [operation] } : {}), ...(when ? { when } : {}) };
}

function writeValue(value: Traps[keyof Traps]): string {
  if (Array.isArray(value)) return value.join('+');
  return typeof value === 'object' && value !== null ? faultKinds.join('|') : String(value);
}
