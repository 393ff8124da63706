import type { Base } from '../base.ts';
import type { CallSubject } from '../calls/call-subject.ts';
import { createVoicemail } from '../calls/voicemail.ts';
import type { ProviderList } from '../providers/provider-list.ts';
import type { Subject } from '../subject.ts';
import { createAccountSession } from './account-session.ts';
import { createAccounts } from './accounts.ts';
import type { CallRoutes } from './call-routes.ts';

interface AccountSubjectDeps {
  calls: CallSubject;
  providers: ProviderList;
  routes: CallRoutes;
  /** What other subjects keep of an account goes before it does. */
  forgetAccount: (id: string) => Promise<void>;
}

/** The accounts, what each of them hears and lists, and what lies in its mailbox. */
export function createAccountSubject(base: Base, { calls, providers, routes, forgetAccount }: AccountSubjectDeps) {
  const { os, clock, logger, vault, http, database, relay, settings, topics, updates, accountRows, eventRows } = base;
  const { journal, store } = calls;
  const tellStatus = () => topics.accounts.tell({ phase: 'status' });

  const accounts = createAccounts({
    rows: accountRows,
    providers,
    routes,
    vault,
    http,
    clock,
    logger,
    relay,
    onChange: tellStatus,
    onRemove: forgetAccount,
    onRemoved(id) {
      topics.accounts.tell({ phase: 'removed', id });
      // The account's orders went with it, and nobody follows them any more.
      updates.refresh();
    },
    onLineNamed: () => topics.accounts.tell({ phase: 'line-named' }),
    openSession: (account, provider, openSource) =>
      createAccountSession({
        account,
        provider,
        openSource,
        vault,
        http,
        clock,
        logger,
        database,
        journal,
        accounts: accountRows,
        events: eventRows,
        demand: () => ({ watched: updates.readers() > 0, listing: settings.get().listing }),
        openSince: () => store.openSince(account.id),
        onStatus: tellStatus,
        onCaughtUp: () => topics.accounts.tell({ phase: 'caught-up', id: account.id }),
        onHeard: (changes) => topics.calls.tell({ accountId: account.id, changes, source: 'webhook' }),
        onListed: (changes, source) => topics.calls.tell({ accountId: account.id, changes, source }),
        onTestEvent: topics.testEvents.tell,
        onAway: (from, to) => topics.accounts.tell({ phase: 'was-away', id: account.id, from, to }),
      }),
  });
  const voicemail = createVoicemail({
    client: accounts.client,
    journal,
    calls: store,
    clock,
    onNoted: (accountId, changes) => topics.calls.tell({ accountId, changes, source: 'settled' }),
  });

  topics.calls.on(({ accountId, changes, source }) => {
    if (source !== 'webhook') return;
    for (const { changed, call } of changes)
      if (changed && call.endedAt !== undefined) accounts.expectListing(accountId, call.startedAt);
  });
  topics.accounts.on(({ phase }) => {
    if (phase === 'status') base.publishSoon('accounts', () => ({ kind: 'accounts', accounts: accounts.list() }));
  });
  topics.pages.on(accounts.review);
  settings.onChange((now, before) => {
    if (now.listing !== before.listing) accounts.review();
  });

  return {
    accounts,
    procedures: {
      accounts: {
        list: os.accounts.list.handler(() => accounts.list()),
        providers: os.accounts.providers.handler(() => accounts.providers()),
        probe: os.accounts.probe.handler(({ input }) => accounts.probe(input)),
        connect: os.accounts.connect.handler(({ input }) => accounts.connect(input)),
        update: os.accounts.update.handler(({ input }) => accounts.update(input)),
        remove: os.accounts.remove.handler(({ input }) => accounts.remove(input.id)),
        nameLine: os.accounts.nameLine.handler(({ input }) => accounts.nameLine(input.id, input.number, input.label)),
        test: os.accounts.test.handler(({ input }) => accounts.test(input.id)),
        hook: os.accounts.hook.handler(({ input }) => accounts.hook(input.id)),
        registerHook: os.accounts.registerHook.handler(({ input }) => accounts.registerHook(input.id, input.replace)),
        clearHook: os.accounts.clearHook.handler(({ input }) => accounts.clearHook(input.id)),
        retry: os.accounts.retry.handler(({ input }) => accounts.retry(input.id)),
        details: os.accounts.details.handler(({ input }) => accounts.details(input.id)),
        importAgain: os.accounts.importAgain.handler(({ input }) => accounts.importAgain(input.id)),
        readHistory: os.accounts.readHistory.handler(({ input }) => accounts.readHistory(input.id, input.depth)),
        cancelImport: os.accounts.cancelImport.handler(({ input }) => accounts.cancelImport(input.id)),
      },
    },
    voicemail: os.calls.voicemail.handler(({ input }) => voicemail.list(input.accountId, input.messages)),
    snapshot: () => ({ accounts: accounts.list() }),
    wake: accounts.retryAll,
    close: accounts.close,
  } satisfies Subject & Record<string, unknown>;
}
