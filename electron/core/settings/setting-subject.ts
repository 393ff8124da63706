import { isDeepStrictEqual } from 'node:util';
import type { Accounts } from '../accounts/accounts.ts';
import type { Base } from '../base.ts';
import type { Subject } from '../subject.ts';

/** What the user chose of this program, the way to its relay among it. */
export function createSettingSubject(base: Base, accounts: Accounts) {
  const { os, logger, settings, relay, updates } = base;
  settings.onChange((now, before) => {
    updates.publish({ kind: 'settings', settings: now });
    if (isDeepStrictEqual(now.relay, before.relay)) return;
    accounts.reopenSources().catch((error) => logger.error('relay-change-failed', { error }));
  });

  return {
    procedures: {
      settings: {
        get: os.settings.get.handler(() => settings.get()),
        update: os.settings.update.handler(({ input }) => settings.update(input)),
        testRelay: os.settings.testRelay.handler(async ({ input: { token, ...tried } }) => ({
          ok: true as const,
          milliseconds: await relay.test(tried, token),
        })),
        relayToken: os.settings.relayToken.handler(async () => ({ hasToken: await relay.hasToken() })),
        setRelayToken: os.settings.setRelayToken.handler(async ({ input }) => {
          await relay.setToken(input.token);
          await accounts.reopenSources();
          return { hasToken: await relay.hasToken() };
        }),
      },
    },
    snapshot: () => ({ settings: settings.get() }),
  } satisfies Subject & Record<string, unknown>;
}
