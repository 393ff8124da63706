import { expect, test } from 'vitest';
import type { DiagnosticsStep } from '../../../shared/contract/diagnostics.ts';
import { applyStep, countStatus, groupPlaces, noRun } from './run-state.ts';

const provider = { link: 'provider', accountId: 'a' } as const;
const disk = { link: 'disk' } as const;

test('a run is followed link by link', () => {
  const steps: DiagnosticsStep[] = [
    { kind: 'plan', links: [{ link: 'sound' }] },
    { kind: 'plan', links: [provider, disk] },
    { kind: 'testing', place: provider },
    { kind: 'result', result: { ...provider, status: 'failed', finding: 'slow' } },
    { kind: 'testing', place: disk },
  ];
  const run = steps.reduce(applyStep, noRun);
  expect(run).toMatchObject({ phase: 'running', testing: disk });
  expect(run.places).toHaveLength(3);
  expect(countStatus(run, 'failed')).toBe(1);
});

test('the machine comes after the accounts, each account together', () => {
  const other = { link: 'relay', accountId: 'b' } as const;
  const again = { link: 'lists', accountId: 'a' } as const;
  expect(groupPlaces([disk, provider, other, again])).toEqual([
    { accountId: 'a', places: [provider, again] },
    { accountId: 'b', places: [other] },
    { accountId: undefined, places: [disk] },
  ]);
});
