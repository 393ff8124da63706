import type { LiveCard } from '../../../shared/contract/updates.ts';
import { compact } from '../../../shared/domain/compact.ts';
import type { CallChange } from '../calls/call-journal.ts';
import type { CallStore } from '../calls/call-store.ts';
import type { StoredCall } from '../calls/stored-call.ts';
import type { Clock } from '../ports.ts';

/** The calls that are on the screen now. */
export interface LiveCalls {
  /** Live events changed a call. */
  heard(change: CallChange): void;
  /** A list told better of a call; a card of it is brought up to date, none is opened. */
  listed(change: CallChange): void;
  /** A list told of a call of which nothing was heard: where it was missed just now, it is shown as one that was. */
  found(change: CallChange): void;
  /**
   * A call that was open when the program ended. It is shown when it is known that nothing else was told of it meanwhile: then
   * `showResumed` is called. Without that word nothing rings that is not known to ring.
   */
  resume(call: StoredCall): void;
  showResumed(accountId: string): void;
  /** The newest that there is room for; what rings comes before what is over. */
  cards(): LiveCard[];
  /** How many more ring or talk. */
  more(): number;
  count(): number;
  /** Tells the cards of these callers again: they were given another name, or more is known of their earlier calls. */
  refresh(remoteKeys: ReadonlySet<string>): void;
  /** Tells all cards again: `knownSince` answers something else now. */
  refreshAll(): void;
  silence(callId: number): void;
  dismiss(callId: number): void;
  /** Takes off every card of an account that is removed. */
  forget(accountId: string): void;
  close(): void;
}

export interface LiveCallsDeps {
  calls: CallStore;
  clock: Clock;
  limits: LiveLimits;
  accountLabel: (accountId: string) => string;
  /** Epoch ms: since when all calls are known; undefined while that is not known. */
  knownSince: () => number | undefined;
  /** What the user noted of a caller. */
  noteOf: (remoteKey: string) => string | undefined;
  onCard: (card: LiveCard, moment: CardMoment) => void;
  onGone: (callId: number) => void;
  /** `more` answers something else now. */
  onMore: () => void;
  /** A ring that stayed without an end: the journal closes it and the provider's list is asked. */
  onLost: (callId: number, accountId: string) => void;
}

/** What a card just became; `missed` is told when it has settled, since events may come out of order. */
export type CardMoment = 'ringing' | 'changed' | 'missed';

/** In ms, but for `cards`. */
export interface LiveLimits {
  /** An older event updates history but rings nobody. */
  fresh: number;
  /** A ring without an end is given up after this. */
  ring: number;
  /** After this without a word a conversation is no longer shown as one. */
  talk: number;
  /** How long an ended call stays to be read, and a missed one to be called back from. */
  endedStay: number;
  missedStay: number;
  /** A CONNECTED may overtake or follow a BYE by this much. */
  settle: number;
  /** How long ago a call may have been missed that a list brings to light and that is told as news. */
  news: number;
  /** So many are shown: more at once nobody reads, and each has to be drawn. */
  cards: number;
}

export const usualLiveLimits: LiveLimits = {
  fresh: 60_000,
  // longer than any provider lets a call ring
  ring: 150_000,
  talk: 4 * 3600_000,
  endedStay: 8_000,
  missedStay: 20_000,
  settle: 1_500,
  news: 15 * 60_000,
  cards: 24,
};

interface Shown {
  callId: number;
  accountId: string;
  state: StoredCall['state'];
  silenced: boolean;
  /** Whether a page is told of it: not while there are too many. */
  visible: boolean;
  /** Open when the program ended, and not yet known to be so still. */
  resumed: boolean;
  leavesAt: number | undefined;
  cancel: () => void;
}

function isMissed({ direction, state }: StoredCall): boolean {
  return direction === 'in' && state === 'missed';
}

const openStates: readonly StoredCall['state'][] = ['ringing', 'answered'];

export function createLiveCalls({
  calls,
  clock,
  limits,
  accountLabel,
  knownSince,
  noteOf,
  onCard,
  onGone,
  onMore,
  onLost,
}: LiveCallsDeps): LiveCalls {
  const shown = new Map<number, Shown>();
  /** Calls that stand in a list and may ring yet: how each is forgotten. */
  const unsure = new Map<number, () => void>();
  let toldMore = 0;

  function card(entry: Shown): LiveCard | undefined {
    const call = calls.present(entry.callId);
    if (call === undefined) return undefined;
    const before = calls.before(call);
    const note = noteOf(call.remote.key);
    const since = knownSince();
    return {
      call,
      accountLabel: accountLabel(entry.accountId),
      silenced: entry.silenced,
      before: {
        count: before.count,
        ...compact({ since, lastAt: before.lastAt, note, lastRecordingId: before.lastRecordingId }),
      },
      ...compact({ leavesAt: entry.leavesAt }),
    };
  }

  function tell(entry: Shown, moment: CardMoment): void {
    if (!entry.visible) return;
    const told = card(entry);
    if (told !== undefined) onCard(told, moment);
  }

  function takeOff(callId: number): void {
    const entry = shown.get(callId);
    if (entry === undefined) return;
    entry.cancel();
    shown.delete(callId);
    if (entry.visible) onGone(callId);
    fillUp();
  }

  const visible = () => [...shown.values()].filter((entry) => entry.visible);
  const waiting = () => [...shown.values()].filter((entry) => !entry.visible && !entry.resumed);

  /** A card that left makes room for the newest of those that had none. */
  function fillUp(): void {
    for (const entry of waiting().toReversed()) {
      if (visible().length >= limits.cards) break;
      entry.visible = true;
      tell(entry, 'changed');
    }
    noteMore();
  }

  /** What is over leaves earlier where a new ring finds no room. */
  function makeRoom(): boolean {
    const seen = visible();
    if (seen.length < limits.cards) return true;
    const over = seen.find(({ state }) => !openStates.includes(state));
    if (over === undefined) return false;
    over.cancel();
    shown.delete(over.callId);
    onGone(over.callId);
    return true;
  }

  function noteMore(): void {
    const now = waiting().length;
    if (now === toldMore) return;
    toldMore = now;
    onMore();
  }

  /** Sets the one timer of a card for the state that it is in now, and has been in for so long (ms). */
  function schedule(entry: Shown, forMs = 0): void {
    entry.cancel();
    if (entry.state === 'ringing' || entry.state === 'answered') {
      entry.leavesAt = undefined;
      const limit = entry.state === 'ringing' ? limits.ring : limits.talk;
      entry.cancel = clock.after(Math.max(0, limit - forMs), () => {
        onLost(entry.callId, entry.accountId);
        takeOff(entry.callId);
      });
      return;
    }
    const stay = entry.state === 'missed' ? limits.missedStay : limits.endedStay;
    entry.leavesAt = clock.now() + stay;
    const leave = () => takeOff(entry.callId);
    if (entry.state !== 'missed') {
      entry.cancel = clock.after(stay, leave);
      return;
    }
    entry.cancel = clock.after(limits.settle, () => {
      entry.cancel = clock.after(stay - limits.settle, leave);
      tell(entry, 'missed');
    });
  }

  function update(entry: Shown, state: StoredCall['state']): void {
    if (entry.state === state) return;
    entry.state = state;
    schedule(entry);
  }

  return {
    heard({ call, changed, folded }) {
      for (const gone of folded) takeOff(gone);
      const entry = shown.get(call.id);
      const ageMs = clock.now() - (call.facts?.lastHeardAt ?? call.startedAt);
      if (entry !== undefined) {
        // A word of it is a word that it goes on, or how it ended.
        if (entry.resumed) show(entry);
        if (!changed) return;
        update(entry, call.state);
        tell(entry, 'changed');
        return;
      }
      if (ageMs > limits.fresh || !openStates.includes(call.state)) {
        // Its ring was never shown, because the INVITE was lost or came late: a fresh miss is still told.
        if (ageMs <= limits.fresh && changed && call.state === 'missed') open(call, 'changed');
        return;
      }
      // Fresh events of a call whose beginning is long past (a late CONNECTED) open no ring.
      if (call.state === 'ringing' && clock.now() - call.startedAt > limits.ring) return;
      open(call, call.state === 'ringing' ? 'ringing' : 'changed');
    },
    listed({ call, folded }) {
      for (const gone of folded) takeOff(gone);
      const entry = shown.get(call.id);
      if (entry === undefined) return;
      if (entry.resumed && !openStates.includes(call.state)) {
        takeOff(call.id);
        return;
      }
      update(entry, call.state);
      tell(entry, 'changed');
    },
    found({ call, before }) {
      const age = clock.now() - call.startedAt;
      if (before !== undefined || call.facts !== undefined || !isMissed(call) || age > limits.news) return;
      const show = () => {
        unsure.delete(call.id);
        const now = calls.get(call.id);
        if (now !== undefined && isMissed(now) && !shown.has(call.id)) open(now, 'changed');
      };
      // A list may show a call that rings still, and then nobody has talked in it either.
      if (age >= limits.fresh) show();
      else unsure.set(call.id, clock.after(limits.fresh - age, show));
    },
    resume(call) {
      const entry = entryOf(call);
      entry.resumed = true;
      shown.set(call.id, entry);
      schedule(entry, clock.now() - (call.facts?.lastHeardAt ?? call.startedAt));
    },
    showResumed(accountId) {
      for (const entry of shown.values()) if (entry.resumed && entry.accountId === accountId) show(entry);
    },
    more: () => waiting().length,
    count: () => visible().length,
    cards: () =>
      visible()
        .map(card)
        .filter((one) => one !== undefined)
        .sort((a, b) => b.call.startedAt - a.call.startedAt),
    refresh(remoteKeys) {
      for (const entry of shown.values()) {
        const key = calls.get(entry.callId)?.remote.key;
        if (key !== undefined && key !== '' && remoteKeys.has(key)) tell(entry, 'changed');
      }
    },
    refreshAll() {
      for (const entry of shown.values()) tell(entry, 'changed');
    },
    silence(callId) {
      const entry = shown.get(callId);
      if (entry === undefined) return;
      entry.silenced = true;
      tell(entry, 'changed');
    },
    dismiss: takeOff,
    forget(accountId) {
      for (const entry of [...shown.values()]) if (entry.accountId === accountId) takeOff(entry.callId);
    },
    close() {
      for (const forget of unsure.values()) forget();
      for (const entry of shown.values()) entry.cancel();
      shown.clear();
    },
  };

  function open(call: StoredCall, moment: CardMoment): void {
    const entry = entryOf(call);
    entry.visible = makeRoom();
    // What is over already is not worth waiting for a place.
    if (!entry.visible && !openStates.includes(entry.state)) return;
    shown.set(call.id, entry);
    schedule(entry);
    tell(entry, moment);
    noteMore();
  }

  function show(entry: Shown): void {
    entry.resumed = false;
    entry.visible = makeRoom();
    tell(entry, 'changed');
    noteMore();
  }
}

function entryOf({ id, accountId, state }: StoredCall): Shown {
  return {
    callId: id,
    accountId,
    state,
    silenced: false,
    visible: false,
    resumed: false,
    leavesAt: undefined,
    cancel: () => {},
  };
}
