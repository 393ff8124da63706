import { ORPCError } from '@orpc/server';
import { parseParty } from '../../shared/domain/phone-number.ts';
import { aborted, type FixtureCore, matches, notFound, refuse } from './fixture-core.ts';

/** The log, who waits to be called back, orders, people and lines. */
export function callHandlers({ os, state, push }: FixtureCore) {
  const callById = (id: number) =>
    state.calls.find((call) => call.id === id) ?? state.cards.find((card) => card.call.id === id)?.call;
  const tellMissed = () =>
    push({ kind: 'missed', count: state.missed.filter((group) => group.snoozedUntil === undefined).length });

  return {
    calls: {
      list: os.calls.list.handler(({ input: { filter, before, limit } }) => {
        const found = state.calls.filter(
          (call) =>
            (before === undefined || call.id < before) &&
            (filter.kind === 'all' ||
              (filter.kind === 'missed' && call.state === 'missed') ||
              (filter.kind === 'incoming' && call.direction === 'in') ||
              (filter.kind === 'outgoing' && call.direction === 'out') ||
              (filter.kind === 'recorded' && call.recording !== undefined)) &&
            (filter.accountId === undefined || call.accountId === filter.accountId) &&
            (filter.line === undefined || call.line === filter.line) &&
            (filter.from === undefined || call.startedAt >= filter.from) &&
            (filter.to === undefined || call.startedAt < filter.to) &&
            (filter.remoteKey === undefined || call.remote.key === filter.remoteKey) &&
            (!filter.search || matches(call, filter.search)),
        );
        const page = found.slice(0, limit);
        const next = found.length > limit ? page.at(-1)?.id : undefined;
        return { calls: page, ...(next === undefined ? {} : { next }) };
      }),
      countBetween: os.calls.countBetween.handler(({ input: { edges } }) =>
        edges.slice(1).map(() => ({ calls: 0, missed: 0 })),
      ),
      count: os.calls.count.handler(({ input }) => ({
        count: state.calls.filter((call) => !input.filter.search || matches(call, input.filter.search)).length,
      })),
      get: os.calls.get.handler(({ input }) => {
        const call = callById(input.id);
        if (!call) notFound();
        return call;
      }),
      voicemail: os.calls.voicemail.handler(({ input }) => {
        refuse(state.refusal);
        return input.messages === 'heard' ? [] : state.voicemail.filter((call) => call.accountId === input.accountId);
      }),
      annotate: os.calls.annotate.handler(({ input }) => {
        const call = callById(input.id);
        if (!call) notFound();
        const noted = { ...call, note: input.note || undefined };
        state.calls = state.calls.map((one) => (one.id === call.id ? noted : one));
        push({ kind: 'calls', newest: [] });
        return noted;
      }),
    },
    missed: {
      list: os.missed.list.handler(({ input }) =>
        state.missed.filter((group) => input.snoozed || group.snoozedUntil === undefined),
      ),
      resolved: os.missed.resolved.handler(() => state.resolved),
      resolve: os.missed.resolve.handler(({ input }) => {
        const done = state.missed.filter((group) => group.key === input.key);
        state.resolved = [
          ...done.map((group) => ({ ...group, resolution: 'by-hand' as const, resolvedAt: Date.now() })),
          ...state.resolved,
        ];
        state.missed = state.missed.filter((group) => group.key !== input.key);
        tellMissed();
      }),
      restore: os.missed.restore.handler(({ input }) => {
        const group = state.resolved.find((one) => one.key === input.key);
        if (!group) notFound();
        state.resolved = state.resolved.filter((one) => one !== group);
        state.missed = [...state.missed, group];
        tellMissed();
      }),
      snooze: os.missed.snooze.handler(({ input }) => {
        state.missed = state.missed.map((group) =>
          group.key === input.key ? { ...group, snoozedUntil: input.until } : group,
        );
        tellMissed();
      }),
      wake: os.missed.wake.handler(({ input }) => {
        state.missed = state.missed.map((group) =>
          group.key === input.key ? { ...group, snoozedUntil: undefined } : group,
        );
        tellMissed();
      }),
    },
    callbacks: {
      order: os.callbacks.order.handler(({ input }) => {
        state.orders.push(input);
        const remote =
          state.calls.find((call) => (call.remote.e164 ?? call.remote.raw) === input.to)?.remote ??
          parseParty(input.to);
        const now = Date.now();
        return {
          id: input.clickId,
          accountId: input.accountId,
          remote,
          from: '',
          state: 'ringing-own' as const,
          hold: 'locked' as const,
          orderedAt: now,
          changedAt: now,
          followed: true,
          wasConnected: false,
        };
      }),
      agree: os.callbacks.agree.handler(() => {}),
      handOver: os.callbacks.handOver.handler(() => {}),
      recent: os.callbacks.recent.handler(({ input }) =>
        state.callbacks
          .filter(({ remote }) => input.remoteKey === undefined || remote.key === input.remoteKey)
          .slice(0, input.limit),
      ),
    },
    people: {
      annotate: os.people.annotate.handler(({ input: { key, note, before } }) => {
        if ((state.people.get(key)?.note ?? '') !== before)
          throw new ORPCError('NOTE_CHANGED', { defined: true, data: {} });
        const person = { key, name: state.people.get(key)?.name ?? '', note };
        state.people.set(key, person);
        push({ kind: 'calls', newest: [] });
        return person;
      }),
      get: os.people.get.handler(({ input }) => state.people.get(input.key) ?? { key: input.key, name: '', note: '' }),
      save: os.people.save.handler(({ input }) => {
        const person = { ...input, note: input.note ?? state.people.get(input.key)?.note ?? '' };
        state.people.set(input.key, person);
        state.calls = state.calls.map((call) =>
          call.remote.key === input.key ? { ...call, remote: { ...call.remote, name: input.name || undefined } } : call,
        );
        push({ kind: 'calls', newest: [] });
        return person;
      }),
    },
    lines: {
      read: os.lines.read.handler(async ({ input, signal }) => {
        refuse(state.refusal);
        if (state.stuck === 'lines') await aborted(signal);
        return state.lines[input.accountId] ?? [];
      }),
      save: os.lines.save.handler(async ({ input: { accountId, before, edited }, signal }) => {
        if (state.stuck === 'line-changes') await aborted(signal);
        refuse(state.lineRefusal);
        const lines = state.lines[accountId] ?? [];
        state.lines[accountId] = lines.map((line) => (line.number === edited.number ? edited : line));
        state.lineHistory.unshift({ id: state.lineHistory.length + 1, changedAt: Date.now(), settings: before });
        return edited;
      }),
      history: os.lines.history.handler(({ input }) =>
        state.lineHistory.filter(({ settings }) => settings.number === input.number),
      ),
    },
  };
}
