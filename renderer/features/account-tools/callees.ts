import { mostCallees } from '../../../shared/contract/account-tools/multi-callback.ts';
import type { ProblemCode } from '../../../shared/contract/problem.ts';
import { destinationOf } from '../../../shared/domain/destination.ts';
import { readDialled } from '../../../shared/domain/dialling.ts';

/** Whom a pasted text asks to ring: what is sent, and what of it is no number that can be called. */
export interface Callees {
  /** Each once, in the order that they were written. */
  to: string[];
  faults: { text: string; code: ProblemCode }[];
  tooMany: boolean;
}

/** One person a line, or between commas and semicolons. */
export function readCallees(text: string): Callees {
  const parts = text
    .split(/[\n,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const to = new Set<string>();
  const faults: Callees['faults'] = [];
  for (const part of parts) {
    const dialled = readDialled(part);
    const destination = dialled.kind === 'number' ? destinationOf(dialled.party) : undefined;
    if (destination !== undefined) to.add(destination);
    else faults.push({ text: part.slice(0, 60), code: dialled.kind === 'refused' ? dialled.code : 'NUMBER_AMBIGUOUS' });
  }
  return { to: [...to], faults, tooMany: to.size > mostCallees };
}

/** What is being typed: behind the last separator. */
export function lastPart(text: string): string {
  return text.slice(beginOfLast(text)).trim();
}

/** The text with one more person: instead of what was begun to be typed, or behind a number that is whole. */
export function withCallee(text: string, number: string): string {
  const isWhole = readDialled(lastPart(text)).kind === 'number';
  const before = (isWhole ? text : text.slice(0, beginOfLast(text))).trimEnd();
  return `${before}${before === '' ? '' : isWhole ? '\n' : before.endsWith(',') || before.endsWith(';') ? ' ' : '\n'}${number}`;
}

function beginOfLast(text: string): number {
  return Math.max(...[...'\n,;'].map((sign) => text.lastIndexOf(sign))) + 1;
}
