import { type Implementer, ORPCError } from '@orpc/server';
import type { Call } from '../../shared/contract/call.ts';
import type { contract } from '../../shared/contract/contract.ts';
import type { Problem } from '../../shared/contract/problem.ts';
import type { Update } from '../../shared/contract/updates.ts';
import type { FixtureState } from './fixture-state.ts';

/** What the subjects of the fixture stand on. */
export interface FixtureCore {
  os: Implementer<typeof contract, object, object>;
  state: FixtureState;
  push(update: Update): void;
  /** Pages that look on. */
  listeners: Set<(update: Update) => void>;
}

export function notFound(): never {
  throw new ORPCError('NOT_FOUND', { defined: true, data: {} });
}

/** Fails with that, where there is something to fail with. */
export function refuse(refusal: Problem | undefined): void {
  if (refusal === undefined) return;
  const { code, ...data } = refusal;
  throw new ORPCError(code, { defined: true, data });
}

/** Never, for as long as somebody waits. */
export function aborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => signal?.addEventListener('abort', () => resolve()));
}

export function matches(call: Call, search: string): boolean {
  const text = search.toLowerCase();
  const digits = text.replace(/\D/g, '');
  return (
    [call.remote.name, call.line, call.note].some((words) => words?.toLowerCase().includes(text)) ||
    (digits.length > 2 && call.remote.raw.includes(digits))
  );
}
