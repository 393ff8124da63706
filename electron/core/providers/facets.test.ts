import { describe, expect, it } from 'vitest';
import type { CallListing } from './call-list-row.ts';
import { defineProvider, facetOf } from './facets.ts';
import type { Provider } from './provider.ts';

const noCalls = async (): Promise<CallListing> => ({ rows: [], unreadable: [] });
const probe = async () => ({ identity: 'a fifth' });
const described = {
  // The contract would name it; nothing else does.
  id: 'fifth' as Provider['id'],
  environments: { production: 'https://fifth.example' },
  numberSource: 'none',
  credentialKinds: ['apikey'],
  firstSliceMs: 1,
} satisfies Partial<Provider>;
const never = undefined as never;

describe('a provider with one facet', () => {
  const fifth = defineProvider({
    ...described,
    capabilities: ['calls', 'cabinet'],
    createClient: () => ({ probe, listCalls: noCalls, enterCabinet: async () => 'https://fifth.example/once' }),
  });

  it('is used through it, and everything else is not supported', async () => {
    const client = fifth.createClient(never);
    expect(await facetOf(client, 'enterCabinet')()).toBe('https://fifth.example/once');
    for (const other of ['money', 'hook', 'orderCallback', 'openRecording', 'lineSettings'] as const)
      expect(() => facetOf(client, other)).toThrow('NOT_SUPPORTED');
  });
});

describe('the type check', () => {
  it('refuses a client that lacks what its provider names, and one that has more', () => {
    defineProvider({
      ...described,
      capabilities: ['calls', 'cabinet'],
      // @ts-expect-error: no cabinet.
      createClient: () => ({ probe, listCalls: noCalls }),
    });
    defineProvider({
      ...described,
      capabilities: ['calls'],
      // @ts-expect-error: a cabinet that nobody is told of.
      createClient: () => ({ probe, listCalls: noCalls, enterCabinet: async () => '' }),
    });
    defineProvider({
      ...described,
      // @ts-expect-error: nothing of the contract's.
      capabilities: ['calls', 'fortune-telling'],
      createClient() {
        throw new TypeError('never asked for');
      },
    });
    expect(() => facetOf({}, 'money')).toThrow('NOT_SUPPORTED');
  });
});
