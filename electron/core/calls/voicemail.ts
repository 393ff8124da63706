import type { Call } from '../../../shared/contract/call.ts';
import type { Clock } from '../ports.ts';
import { facetOf } from '../providers/facets.ts';
import type { ProviderClient } from '../providers/provider.ts';
import type { CallChange, CallJournal } from './call-journal.ts';
import type { CallStore } from './call-store.ts';

/** Messages that callers left: the provider knows which, and each is one of our calls, with its recording. */
export interface Voicemail {
  /** Newest first. Rejects with ProviderError, and with NOT_SUPPORTED where the provider keeps no messages. */
  list(accountId: string, messages: 'unheard' | 'heard'): Promise<Call[]>;
}

export interface VoicemailDeps {
  client: (accountId: string) => Promise<ProviderClient>;
  journal: CallJournal;
  calls: CallStore;
  clock: Clock;
  /** A message may be of a call that no list has told of yet. */
  onNoted: (accountId: string, changes: readonly CallChange[]) => void;
}

/** The client leaves out what its provider does not keep any more. */
const reachMs = 31 * 24 * 3600_000;
const aheadMs = 5 * 60_000;

export function createVoicemail({ client, journal, calls, clock, onNoted }: VoicemailDeps): Voicemail {
  return {
    async list(accountId, messages) {
      const listVoicemail = facetOf(await client(accountId), 'listVoicemail');
      const now = clock.now();
      const listing = await listVoicemail({ from: now - reachMs, to: now + aheadMs, messages });
      const found = journal.applyListRows(accountId, listing.rows);
      onNoted(accountId, found);
      return [...new Set(found.map(({ call }) => call.id))]
        .sort((a, b) => b - a)
        .map((id) => calls.present(id))
        .filter((call) => call !== undefined);
    },
  };
}
