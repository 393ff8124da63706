import { replaceEqualDeep } from '@tanstack/react-query';
import type { Account } from '../../shared/contract/account.ts';
import type { Callback } from '../../shared/contract/callback.ts';
import type { CertificateState, VaultState } from '../../shared/contract/host.ts';
import type { ProgramUpdate } from '../../shared/contract/program-update.ts';
import type { QuietMissed, QuietState } from '../../shared/contract/quiet.ts';
import type { Recording, Transfers } from '../../shared/contract/recording.ts';
import type { Settings } from '../../shared/contract/settings.ts';
import type { Digest, LiveCard, Notice, Update } from '../../shared/contract/updates.ts';
import { defaultSettings } from '../../shared/domain/default-settings.ts';

/** All that core tells by itself, as last heard. */
export interface LiveState {
  /** False until the first snapshot: screens show skeletons, not emptiness. */
  ready: boolean;
  /** Core's clock minus this page's, ms: durations are counted on core's. */
  clockSkew: number;
  cards: readonly LiveCard[];
  /** So many more calls ring or talk than there are cards for. */
  moreCards: number;
  /** Notifications that are due, by core's decision. */
  notices: readonly Notice[];
  accounts: readonly Account[];
  /** Those that are on the screen or hold a button, newest first. */
  callbacks: readonly Callback[];
  missedCount: number;
  digest?: Digest | undefined;
  settings: Settings;
  quiet: QuietState;
  /** Of the last quiet time that ended while this page was there. */
  quietMissed?: QuietMissed | undefined;
  /** What was said of recordings since the page opened: newer than any list that was fetched. */
  recordings: Readonly<Record<number, Recording>>;
  /** Absent while nothing is fetched. */
  transfers?: Transfers | undefined;
  /** Absent until the first snapshot. */
  vault?: VaultState | undefined;
  certificates: CertificateState;
  programUpdate: ProgramUpdate;
  /** Of the data that core runs on; absent until the first snapshot. */
  dataId?: string | undefined;
}

export const emptyLiveState: LiveState = {
  ready: false,
  clockSkew: 0,
  cards: [],
  moreCards: 0,
  notices: [],
  accounts: [],
  callbacks: [],
  missedCount: 0,
  settings: defaultSettings,
  quiet: { kind: 'off' },
  recordings: {},
  certificates: 'known',
  programUpdate: { kind: 'idle' },
};

/** The state after an update. A snapshot replaces everything: what it does not name is gone. `now` is the page's clock. */
export function applyUpdate(state: LiveState, update: Update, now: number): LiveState {
  switch (update.kind) {
    case 'snapshot':
      return {
        ready: true,
        clockSkew: update.now - now,
        cards: sortCards(update.cards),
        moreCards: update.moreCards,
        notices: update.notices,
        accounts: update.accounts,
        callbacks: update.callbacks.toSorted((a, b) => b.orderedAt - a.orderedAt),
        missedCount: update.missedCount,
        digest: update.digest,
        settings: update.settings,
        quiet: update.quiet,
        recordings: {},
        transfers: update.transfers,
        vault: update.vault,
        certificates: update.certificates,
        programUpdate: update.programUpdate,
        dataId: update.dataId,
      };
    case 'card':
      return {
        ...state,
        cards: sortCards([...state.cards.filter((card) => card.call.id !== update.card.call.id), update.card]),
      };
    case 'card-gone':
      return { ...state, cards: state.cards.filter((card) => card.call.id !== update.callId) };
    case 'notice':
      return { ...state, notices: [...withoutNotice(state, update.notice.callId), update.notice] };
    case 'notice-gone':
      return { ...state, notices: withoutNotice(state, update.callId) };
    case 'more-cards':
      return { ...state, moreCards: update.count };
    case 'missed':
      return { ...state, missedCount: update.count };
    case 'accounts':
      // Told with every event that an account hears: what of it is as it was stays the same, and is not drawn anew.
      return { ...state, accounts: replaceEqualDeep(state.accounts, update.accounts) };
    case 'callback':
      return {
        ...state,
        callbacks: [update.callback, ...state.callbacks.filter(({ id }) => id !== update.callback.id)].toSorted(
          (a, b) => b.orderedAt - a.orderedAt,
        ),
      };
    case 'callback-gone':
      return { ...state, callbacks: state.callbacks.filter((callback) => callback.id !== update.id) };
    case 'recording':
      return { ...state, recordings: { ...state.recordings, [update.recording.callId]: update.recording } };
    case 'transfers':
      return { ...state, transfers: update.transfers };
    case 'digest':
      return { ...state, digest: update.digest };
    case 'settings':
      return { ...state, settings: update.settings };
    case 'quiet':
      return { ...state, quiet: update.quiet, quietMissed: update.missed };
    case 'vault':
      return { ...state, vault: update.vault };
    case 'certificates':
      return { ...state, certificates: update.certificates };
    case 'program-update':
      return { ...state, programUpdate: update.programUpdate };
    case 'alive':
      return { ...state, clockSkew: update.now - now };
    // What is read again because of it is in `session/refresh-queries.ts`.
    case 'calls':
      return state;
  }
}

function withoutNotice({ notices }: LiveState, callId: number): Notice[] {
  return notices.filter((notice) => notice.callId !== callId);
}

/** Oldest first, so that a further caller appears under the one that is being looked at and moves nothing. */
function sortCards(cards: readonly LiveCard[]): readonly LiveCard[] {
  return cards.toSorted((a, b) => a.call.startedAt - b.call.startedAt || a.call.id - b.call.id);
}
