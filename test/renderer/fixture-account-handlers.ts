import { ORPCError } from '@orpc/server';
import type { Account, ImportProgress } from '../../shared/contract/account.ts';
import { type FixtureCore, notFound, refuse } from './fixture-core.ts';
import { accounts, detailsOf, providers, tokenAccount } from './fixture-data.ts';
import { listedNumbers } from './fixture-numbers.ts';

/** Accounts, connected and to be connected. */
export function accountHandlers({ os, state, push }: FixtureCore) {
  const accountById = (id: string) => {
    const account = state.accounts.find((one) => one.id === id);
    if (!account) notFound();
    return account;
  };
  const tellImport = (id: string, importing: ImportProgress | undefined) => {
    const account = accountById(id);
    const { importing: _, ...status } = account.status;
    const next = { ...account, status: importing === undefined ? status : { ...status, importing } };
    state.accounts = state.accounts.map((one) => (one.id === id ? next : one));
    push({ kind: 'accounts', accounts: state.accounts });
  };

  return {
    accounts: {
      list: os.accounts.list.handler(() => state.accounts),
      providers: os.accounts.providers.handler(() => providers),
      probe: os.accounts.probe.handler(({ input }) => {
        refuse(state.refusal);
        if (input.credentials.kind === 'token') return { draft: 'token', identity: '882736' };
        if (input.provider === 'autosecretary') return { draft: 'numbers', identity: '', numbers: [...listedNumbers] };
        return {
          draft: 'password',
          identity: '0042656976',
          sipId: '0042656976',
          balance: { amount: '1250.40', currency: 'RUB' },
          hook: state.hook,
        };
      }),
      connect: os.accounts.connect.handler(({ input }) => {
        refuse(state.refusal);
        const byToken = input.draft === 'token';
        const account = {
          ...(byToken ? tokenAccount(Date.now()) : (accounts(Date.now())[0] as Account)),
          label: input.label || 'SIPNET',
          ownNumber: input.ownNumber ?? '',
        };
        state.accounts = [...state.accounts, account];
        push({ kind: 'accounts', accounts: state.accounts });
        return account;
      }),
      update: os.accounts.update.handler(({ input }) => {
        refuse(state.refusal);
        const { credentials: _, ...rest } = input;
        const account = { ...accountById(input.id), ...rest };
        state.accounts = state.accounts.map((one) => (one.id === account.id ? account : one));
        push({ kind: 'accounts', accounts: state.accounts });
        return account;
      }),
      remove: os.accounts.remove.handler(({ input }) => {
        state.accounts = state.accounts.filter((account) => account.id !== input.id);
        push({ kind: 'accounts', accounts: state.accounts });
        return { hook: 'cleared' as const };
      }),
      nameLine: os.accounts.nameLine.handler(({ input }) => {
        const account = accountById(input.id);
        const lines = account.lines.map((line) =>
          line.number === input.number ? { ...line, label: input.label } : line,
        );
        state.accounts = state.accounts.map((one) => (one.id === account.id ? { ...account, lines } : one));
        push({ kind: 'accounts', accounts: state.accounts });
        return { ...account, lines };
      }),
      test: os.accounts.test.handler(({ input }) => {
        refuse(state.refusal);
        if (accountById(input.id).capabilities.includes('universal-numbers'))
          return { identity: '', numbers: [...listedNumbers] };
        return { identity: '0042656976', balance: { amount: '1250.40', currency: 'RUB' }, hook: state.hook };
      }),
      hook: os.accounts.hook.handler(() => state.hook),
      registerHook: os.accounts.registerHook.handler(({ input }) => {
        if (state.hook.state === 'other' && !input.replace)
          throw new ORPCError('HOOK_TAKEN', { defined: true, data: {} });
        state.hook = { state: 'ours', host: 'hooks.example.ru' };
        return state.hook;
      }),
      clearHook: os.accounts.clearHook.handler(() => {
        state.hook = { state: 'none' };
        return state.hook;
      }),
      retry: os.accounts.retry.handler(() => undefined),
      details: os.accounts.details.handler(
        ({ input }) => state.details.get(input.id) ?? detailsOf(accountById(input.id)),
      ),
      importAgain: os.accounts.importAgain.handler(({ input }) => {
        tellImport(input.id, { share: 0, calls: 0, readBackTo: Date.now() });
      }),
      readHistory: os.accounts.readHistory.handler(({ input }) => {
        const account = accountById(input.id);
        const next = { ...account, history: { ...account.history, depth: input.depth } };
        state.accounts = state.accounts.map((one) => (one.id === input.id ? next : one));
        push({ kind: 'accounts', accounts: state.accounts });
      }),
      cancelImport: os.accounts.cancelImport.handler(({ input }) => tellImport(input.id, undefined)),
    },
  };
}
