import type { DiagnosticsStep, LinkPlace, LinkResult, LinkStatus } from '../../../shared/contract/diagnostics.ts';

/** One run as far as it is known. */
export interface RunState {
  phase: 'idle' | 'running' | 'done' | 'broken';
  places: readonly LinkPlace[];
  results: readonly LinkResult[];
  testing?: LinkPlace | undefined;
}

export const noRun: RunState = { phase: 'idle', places: [], results: [] };

export function applyStep(run: RunState, step: DiagnosticsStep): RunState {
  switch (step.kind) {
    case 'plan':
      return { phase: 'running', places: [...run.places, ...step.links], results: run.results };
    case 'testing':
      return { ...run, testing: step.place };
    case 'result':
      return { ...run, testing: undefined, results: [...run.results, step.result] };
  }
}

export function samePlace(a: LinkPlace, b: LinkPlace): boolean {
  return a.link === b.link && a.accountId === b.accountId;
}

export function countStatus(run: RunState, status: LinkStatus): number {
  return run.results.filter((result) => result.status === status).length;
}

/** Account by account in the order of the plan, and then the machine. */
export function groupPlaces(places: readonly LinkPlace[]): { accountId: string | undefined; places: LinkPlace[] }[] {
  const groups = Map.groupBy(places, ({ accountId }) => accountId);
  const machine = groups.get(undefined);
  groups.delete(undefined);
  return [
    ...[...groups].map(([accountId, own]) => ({ accountId, places: own })),
    ...(machine === undefined ? [] : [{ accountId: undefined, places: machine }]),
  ];
}
