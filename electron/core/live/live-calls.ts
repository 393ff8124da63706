import type { LiveCard } from '../../../shared/contract/updates.ts';
import type { CallChange } from '../calls/call-journal.ts';
import type { CallRows, StoredCall } from '../database/call-rows.ts';
import type { Clock } from '../ports.ts';

/** The calls that are on the screen now. */
export interface LiveCalls {
  /** A live event changed a call. `ageMs`: how old the event is on its source's own clock. */
  heard(change: CallChange, ageMs: number): void;
  /** A list told better of a call; a card of it is brought up to date, none is opened. */
  listed(change: CallChange): void;
  /** A list told of a call of which nothing was heard: where it was missed just now, it is shown as one that was. */
  found(change: CallChange): void;
  cards(): LiveCard[];
  /** Tells the cards of a caller again, under the name that the user gave just now. */
  refresh(remoteKey: string): void;
  silence(callId: number): void;
  dismiss(callId: number): void;
  /** Takes off every card of an account that is removed. */
  forget(accountId: string): void;
  close(): void;
}

export interface LiveCallsDeps {
  calls: CallRows;
  clock: Clock;
  limits: LiveLimits;
  accountLabel: (accountId: string) => string;
  /** What the user noted of a caller. */
  noteOn: (remoteKey: string) => string | undefined;
  onCard: (card: LiveCard, moment: CardMoment) => void;
  onGone: (callId: number) => void;
  /** A ring that stayed without an end: the journal closes it and the provider's list is asked. */
  onLost: (callId: number, accountId: string) => void;
}

/** What a card just became; `missed` is told when it has settled, since events may come out of order. */
export type CardMoment = 'ringing' | 'changed' | 'missed';

/** All in ms. */
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
};

interface Shown {
  callId: number;
  accountId: string;
  state: StoredCall['state'];
  silenced: boolean;
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
  noteOn,
  onCard,
  onGone,
  onLost,
}: LiveCallsDeps): LiveCalls {
  const shown = new Map<number, Shown>();
  /** Calls that stand in a list and may ring yet: how each is forgotten. */
  const unsure = new Map<number, () => void>();

  function card(entry: Shown): LiveCard | undefined {
    const call = calls.present(entry.callId);
    const stored = calls.get(entry.callId);
    if (call === undefined || stored === undefined) return undefined;
    const before = calls.before(stored);
    const note = noteOn(stored.remote.key);
    return {
      call,
      accountLabel: accountLabel(entry.accountId),
      silenced: entry.silenced,
      before: {
        count: before.count,
        ...(before.lastAt === undefined ? {} : { lastAt: before.lastAt }),
        ...(note === undefined ? {} : { note }),
        ...(before.lastRecordingId === undefined ? {} : { lastRecordingId: before.lastRecordingId }),
      },
      ...(entry.leavesAt === undefined ? {} : { leavesAt: entry.leavesAt }),
    };
  }

  function tell(entry: Shown, moment: CardMoment): void {
    const told = card(entry);
    if (told !== undefined) onCard(told, moment);
  }

  function takeOff(callId: number): void {
    const entry = shown.get(callId);
    if (entry === undefined) return;
    entry.cancel();
    shown.delete(callId);
    onGone(callId);
  }

  /** Sets the one timer of a card for the state that it is in now. */
  function schedule(entry: Shown): void {
    entry.cancel();
    if (entry.state === 'ringing' || entry.state === 'answered') {
      entry.leavesAt = undefined;
      const limit = entry.state === 'ringing' ? limits.ring : limits.talk;
      entry.cancel = clock.after(limit, () => {
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
    heard({ call, changed }, ageMs) {
      const entry = shown.get(call.id);
      if (entry !== undefined) {
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
    listed({ call }) {
      const entry = shown.get(call.id);
      if (entry === undefined) return;
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
    cards: () =>
      [...shown.values()]
        .map(card)
        .filter((one) => one !== undefined)
        .sort((a, b) => b.call.startedAt - a.call.startedAt),
    refresh(remoteKey) {
      for (const entry of shown.values()) {
        if (calls.get(entry.callId)?.remote.key === remoteKey) tell(entry, 'changed');
      }
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
    const entry: Shown = {
      callId: call.id,
      accountId: call.accountId,
      state: call.state,
      silenced: false,
      leavesAt: undefined,
      cancel: () => {},
    };
    shown.set(call.id, entry);
    schedule(entry);
    tell(entry, moment);
  }
}
