import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { Account } from '../../shared/contract/account.ts';
import type { CallPage } from '../../shared/contract/call.ts';
import type { Update } from '../../shared/contract/updates.ts';
import type { Api } from './api.ts';
import { mergeNewest, newestOf, readNewest } from './call-pages.ts';

/** Names what is under way with the list of whom to call back; whoever changes it reads it anew when all of that is done. */
export const worklistChange = ['change the worklist'];

type Old = 'calls' | 'missed' | 'callbacks' | 'accounts' | 'recordings';

/** Fetches again what updates made old, each once, and no more: a long log is not read anew for one call. In their order. */
export function refreshQueries(queries: QueryClient, api: Api, updates: readonly Update[]): void {
  for (const update of updates) {
    if (update.kind !== 'recording') continue;
    const { recording } = update;
    queries.setQueryData(api.recordings.get.queryKey({ input: { callId: recording.callId } }), recording);
  }
  for (const old of new Set(updates.map(oldBy))) if (old !== undefined) refresh(queries, api, old);
}

function oldBy(update: Update): Old | undefined {
  switch (update.kind) {
    case 'calls':
    case 'missed':
      return update.kind;
    case 'callback':
    case 'callback-gone':
      return 'callbacks';
    case 'accounts':
      // What lines have shown is counted, and not at every step of a long reading.
      return isReading(update.accounts) ? undefined : 'accounts';
    case 'recording':
      return update.recording.state === 'stored' ? 'recordings' : undefined;
    default:
      return undefined;
  }
}

function refresh(queries: QueryClient, api: Api, old: Old): void {
  switch (old) {
    case 'calls':
      void refreshLogs(queries, api);
      void queries.invalidateQueries({ queryKey: api.calls.list.key({ type: 'query' }) });
      void queries.invalidateQueries({ queryKey: api.calls.count.key() });
      void queries.invalidateQueries({ queryKey: api.calls.countBetween.key() });
      void queries.invalidateQueries({ queryKey: api.calls.get.key() });
      void queries.invalidateQueries({ queryKey: api.accountTools.multiCallback.recent.key() });
      void queries.invalidateQueries({ queryKey: api.calls.voicemail.key() });
      // Another window may have named somebody, or written of them.
      void queries.invalidateQueries({ queryKey: api.people.key() });
      void queries.invalidateQueries({ queryKey: api.recordings.list.key() });
      void queries.invalidateQueries({ queryKey: api.recordings.notes.key() });
      return;
    case 'missed':
      // It would bring back for a moment whom the next one takes off.
      if (queries.isMutating({ mutationKey: worklistChange }) > 0) return;
      void queries.invalidateQueries({ queryKey: api.missed.key() });
      return;
    case 'callbacks':
      void queries.invalidateQueries({ queryKey: api.callbacks.key() });
      return;
    case 'accounts':
      // Told with every event that an account hears: nothing is asked anew for which core would have to ask the provider.
      void queries.invalidateQueries({ queryKey: api.accounts.details.key() });
      return;
    case 'recordings':
      void queries.invalidateQueries({ queryKey: api.recordings.usage.key() });
      return;
  }
}

function isReading(accounts: readonly Account[]): boolean {
  return accounts.some(({ status }) => status.importing !== undefined);
}

async function refreshLogs(queries: QueryClient, api: Api): Promise<void> {
  const logs = queries.getQueryCache().findAll({ queryKey: api.calls.list.key({ type: 'infinite' }) });
  await Promise.all(
    logs.map(async (log) => {
      if (!log.isActive() || log.state.data === undefined) return log.invalidate();
      try {
        const input = inputOf(log.queryKey);
        const newest = newestOf(log.state.data as InfiniteData<CallPage>);
        const fresh = await readNewest((before) => api.calls.list.call({ ...input, before }), newest);
        queries.setQueryData<InfiniteData<CallPage>>(log.queryKey, (held) => held && mergeNewest(held, fresh));
      } catch {
        // A log that could not be brought up to date is old, and fetched again when the connection is back.
        log.invalidate();
      }
    }),
  );
}

type ListInput = Parameters<Api['calls']['list']['call']>[0];

/** oRPC keeps the input in the key, without the page's cursor: that is the first page. */
function inputOf(queryKey: readonly unknown[]): ListInput {
  return (queryKey[1] as { input: ListInput }).input;
}
