import { ORPCError } from '@orpc/server';
import type { VaultState } from '../../shared/contract/host.ts';
import type { ProgramUpdate } from '../../shared/contract/program-update.ts';
import type { Update } from '../../shared/contract/updates.ts';
import { withChange } from '../../shared/domain/settings-change.ts';
import type { FixtureCore } from './fixture-core.ts';
import { accounts } from './fixture-data.ts';

/** What the program says of itself, of what goes on now and of its settings. */
export function hostHandlers({ os, state, push, listeners }: FixtureCore) {
  const tellProgramUpdate = (programUpdate: ProgramUpdate) => {
    state.programUpdate = programUpdate;
    push({ kind: 'program-update', programUpdate });
    return programUpdate;
  };
  const tellVault = (vault: VaultState) => {
    state.vault = vault;
    push({ kind: 'vault', vault });
    return vault;
  };

  return {
    host: {
      info: os.host.info.handler(() => ({ ...state.host, startupWarnings: state.startupWarnings })),
      unlockVault: os.host.unlockVault.handler(({ input }) => {
        if (input.passphrase === 'wrong') throw new ORPCError('WRONG_PASSPHRASE', { defined: true, data: {} });
        return tellVault({ ...state.vault, kind: 'passphrase', locked: false, fileExists: true });
      }),
      askKeychain: os.host.askKeychain.handler(() => ({ answer: 'refused' as const, vault: state.vault })),
      leaveVaultFile: os.host.leaveVaultFile.handler(() =>
        tellVault({ kind: 'keychain', locked: false, fileExists: false }),
      ),
      useMemoryVault: os.host.useMemoryVault.handler(() =>
        tellVault({ ...state.vault, kind: 'memory', locked: false }),
      ),
      startDemo: os.host.startDemo.handler(() => {
        state.accounts = accounts(Date.now())
          .slice(0, 1)
          .map((account) => ({ ...account, demo: true, label: 'Демо' }));
        push({ kind: 'accounts', accounts: state.accounts });
        return { accountId: 'shop' };
      }),
      claimCallLinks: os.host.claimCallLinks.handler(() => {
        const links = state.links.find(({ link }) => link === 'tel-links');
        if (links !== undefined) Object.assign(links, { status: 'ok', finding: 'fine' });
        return { done: 'taken' as const };
      }),
      openExternal: os.host.openExternal.handler(() => undefined),
      updates: {
        check: os.host.updates.check.handler(() => tellProgramUpdate({ kind: 'checking' })),
        download: os.host.updates.download.handler(() =>
          tellProgramUpdate(
            'release' in state.programUpdate && state.programUpdate.release !== undefined
              ? { kind: 'downloading', release: state.programUpdate.release, share: 0 }
              : state.programUpdate,
          ),
        ),
        restart: os.host.updates.restart.handler(() => state.programUpdate),
      },
      licences: os.host.licences.handler(() => ({ text: '# Licenses\n\n## mpg123 (LGPL-2.1)\n\n…' })),
    },
    updates: {
      watch: os.updates.watch.handler(async function* ({ signal }) {
        const queue: Update[] = [];
        let wake = () => {};
        const tell = (update: Update) => {
          queue.push(update);
          wake();
        };
        listeners.add(tell);
        signal?.addEventListener('abort', () => wake());
        try {
          yield {
            kind: 'snapshot' as const,
            now: Date.now(),
            cards: state.cards,
            accounts: state.accounts,
            callbacks: state.callbacks,
            moreCards: 0,
            notices: [],
            missedCount: state.missed.filter((group) => group.snoozedUntil === undefined).length,
            digest: state.digest,
            transfers: state.transfers,
            settings: state.settings,
            quiet: state.quiet,
            vault: state.vault,
            certificates: state.certificates,
            programUpdate: state.programUpdate,
            dataId: 'fixture',
          };
          while (!signal?.aborted) {
            for (const update of queue.splice(0)) yield update;
            await new Promise<void>((resolve) => {
              wake = resolve;
              if (queue.length > 0 || signal?.aborted) resolve();
            });
          }
        } finally {
          listeners.delete(tell);
        }
      }),
    },
    live: {
      silence: os.live.silence.handler(({ input }) => {
        for (const card of state.cards)
          if (card.call.id === input.callId) push({ kind: 'card', card: { ...card, silenced: true } });
      }),
      dismiss: os.live.dismiss.handler(({ input }) => {
        state.cards = state.cards.filter((card) => card.call.id !== input.callId);
        push({ kind: 'card-gone', callId: input.callId });
      }),
      dismissDigest: os.live.dismissDigest.handler(() => {
        delete state.digest;
      }),
      doNotDisturb: os.live.doNotDisturb.handler(({ input }) => {
        const { on, ...rest } = input;
        state.quiet = on ? { kind: 'do-not-disturb', ...rest } : { kind: 'off' };
        push({ kind: 'quiet', quiet: state.quiet });
        return state.quiet;
      }),
    },
    settings: {
      get: os.settings.get.handler(() => state.settings),
      update: os.settings.update.handler(({ input }) => {
        state.settings = withChange(state.settings, input);
        push({ kind: 'settings', settings: state.settings });
        return state.settings;
      }),
      testRelay: os.settings.testRelay.handler(() => ({ ok: true as const, milliseconds: 34 })),
      relayToken: os.settings.relayToken.handler(() => ({ hasToken: state.hasRelayToken })),
      setRelayToken: os.settings.setRelayToken.handler(({ input }) => {
        state.hasRelayToken = input.token !== '';
        return { hasToken: state.hasRelayToken };
      }),
    },
    data: {
      usage: os.data.usage.handler(() => ({
        directory: state.host.dataDirectory,
        databaseBytes: 4_200_000,
        recordingBytes: 310_000_000,
        calls: state.calls.length,
        unreadableRows: 0,
        oldestCallAt: state.calls.at(-1)?.startedAt,
      })),
      exportCalls: os.data.exportCalls.handler(async function* ({ signal }) {
        const total = state.calls.length;
        yield { text: '\ufeffTime,Number\r\n', done: 0, total };
        for (let done = 0; done < total && !signal?.aborted; done += 100) {
          if (state.slow) await new Promise((resolve) => setTimeout(resolve, 400));
          const calls = state.calls.slice(done, done + 100);
          const text = calls.map((call) => `${call.startedAt},${call.remote.raw}\r\n`).join('');
          yield { text, done: done + calls.length, total };
        }
      }),
    },
    diagnostics: {
      run: os.diagnostics.run.handler(async function* () {
        yield { kind: 'plan' as const, links: state.links.map(({ link, accountId }) => ({ link, accountId })) };
        for (const result of state.links) {
          yield { kind: 'testing' as const, place: { link: result.link, accountId: result.accountId } };
          yield { kind: 'result' as const, result };
        }
      }),
      report: os.diagnostics.report.handler(() => ({ text: 'Perezvon 0.1.0' })),
      log: os.diagnostics.log.handler(() => ({
        directory: `${state.host.dataDirectory}/logs`,
        files: 2,
        bytes: 2_411_724,
        lines: ['{"time":"2026-11-20T11:00:00.000Z","level":"warn","event":"poller-failed"}'],
      })),
      pageError: os.diagnostics.pageError.handler(({ input }) => {
        state.pageErrors.push(input);
      }),
    },
  };
}
