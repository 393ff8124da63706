import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../shared/contract/problem.ts';
import { problemCodes } from '../../../shared/contract/problem-codes.ts';
import { SourceError } from '../webhooks/source.ts';
import { deriveStatus, type Hearing } from './account-status.ts';

const silent: Hearing = {
  poller: undefined,
  sourceProblem: undefined,
  listProblem: undefined,
  hasListed: false,
  nextListingAt: undefined,
  lastHeardAt: undefined,
};
const down: Problem = { code: 'PROVIDER_DOWN' };
const told = (hearing: Partial<Hearing>) => deriveStatus({ ...silent, ...hearing });

describe('the status of an account', () => {
  it.each<[string, Partial<Hearing>, ReturnType<typeof deriveStatus>]>([
    ['begins', {}, { state: 'starting', works: [] }],
    ['polls', { hasListed: true, nextListingAt: 9 }, { state: 'polling', works: ['lists'] }],
    ['is about to listen', { hasListed: true, poller: { state: 'starting' } }, { state: 'starting', works: ['lists'] }],
    [
      'is live',
      { hasListed: true, poller: { state: 'listening' }, lastHeardAt: 5 },
      { state: 'live', works: ['events', 'lists'], lastHeardAt: 5 },
    ],
    [
      'is live and misses its lists',
      { hasListed: true, poller: { state: 'listening' }, listProblem: down, nextListingAt: 9 },
      { state: 'live', problem: down, nextTryAt: 9, works: ['events'] },
    ],
    [
      'reads lists while the relay is down',
      { hasListed: true, poller: { state: 'failing', nextTryAt: 7 }, nextListingAt: 5 },
      { state: 'failing', problem: { code: 'RELAY_UNREACHABLE' }, nextTryAt: 7, works: ['lists'] },
    ],
    [
      'says why the relay refuses',
      {
        hasListed: true,
        poller: { state: 'failing', nextTryAt: 7, error: new SourceError('refused', 'Who are you?') },
      },
      {
        state: 'failing',
        nextTryAt: 7,
        works: ['lists'],
        problem: { code: 'RELAY_UNREACHABLE', detail: 'Who are you?' },
      },
    ],
    [
      'does not blame the relay for a full disk',
      {
        hasListed: true,
        poller: { state: 'failing', nextTryAt: 7, error: Object.assign(new Error(), { errcode: 13 }) },
      },
      { state: 'failing', problem: { code: 'DISK_FULL' }, nextTryAt: 7, works: ['lists'] },
    ],
    [
      'has nothing left, and names the provider',
      { hasListed: true, poller: { state: 'failing', nextTryAt: 7 }, listProblem: down, nextListingAt: 5 },
      { state: 'failing', problem: down, nextTryAt: 5, works: [] },
    ],
    [
      'reads lists while the embedded relay has no port, and tries again with them',
      { hasListed: true, sourceProblem: { code: 'RELAY_UNREACHABLE', field: 'port' }, nextListingAt: 5 },
      { state: 'failing', problem: { code: 'RELAY_UNREACHABLE', field: 'port' }, nextTryAt: 5, works: ['lists'] },
    ],
    [
      'waits for the user',
      { hasListed: true, poller: { state: 'listening' }, listProblem: { code: 'BAD_CREDENTIALS' } },
      { state: 'needs-attention', problem: { code: 'BAD_CREDENTIALS' }, works: ['events'] },
    ],
  ])('%s', (_name, hearing, status) => {
    expect(told(hearing)).toEqual(status);
  });

  it('never promises what does not work', () => {
    const problem = fc.option(
      fc.constantFrom(...problemCodes).map((code): Problem => ({ code })),
      { nil: undefined },
    );
    const time = fc.option(fc.nat(), { nil: undefined });
    const hearing = fc.record<Hearing>({
      poller: fc.option(
        fc.record({
          state: fc.constantFrom('starting' as const, 'listening' as const, 'failing' as const, 'stopped' as const),
          nextTryAt: fc.nat(),
        }),
        { nil: undefined },
      ),
      sourceProblem: problem,
      listProblem: problem,
      hasListed: fc.boolean(),
      nextListingAt: time,
      lastHeardAt: time,
    });
    fc.assert(
      fc.property(hearing, (known) => {
        const { state, problem: said, works = [], nextTryAt } = deriveStatus(known);
        expect(state === 'live').toBe(works.includes('events') && state !== 'needs-attention');
        if (known.poller?.state !== 'listening') expect(state).not.toBe('live');
        if (state === 'polling') expect(works).toEqual(['lists']);
        if (known.listProblem !== undefined) expect(works).not.toContain('lists');
        if (state === 'failing' || state === 'needs-attention') expect(said).toBeDefined();
        else if (state !== 'live') expect(said).toBeUndefined();
        if (state === 'failing' && known.poller?.state === 'failing') expect(nextTryAt).toBeDefined();
      }),
      { numRuns: 1_000 },
    );
  });
});
