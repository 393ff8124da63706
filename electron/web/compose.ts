import { homedir } from 'node:os';
import { dirname } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { readLicences } from '../core/page/licences.ts';
import type { Clock, CorePorts, Logger, SecretVault } from '../core/ports.ts';
import { judgeFocusAssist } from '../core/system/focus-assist.ts';
import { hostPlatform } from '../core/system/host-platform.ts';
import { createRunTool } from '../core/system/run-tool.ts';
import { dialOutside, openOutside, type System } from './browser.ts';

/** What core gets in the web host. */
export function composePorts(parts: {
  dataDirectory: string;
  clock: Clock;
  logger: Logger;
  vault: SecretVault;
  system: System;
  rendererDirectory: string;
}): CorePorts {
  const { dataDirectory, clock, logger, vault, system, rendererDirectory } = parts;
  const { platform } = system;
  return {
    paths: { dataDirectory },
    clock,
    logger,
    vault,
    // The page shows notifications itself, while its tab is open.
    notifier: { show() {}, withdraw() {} },
    urlOpener: { open: (url) => openOutside(url, system), dial: (number) => dialOutside(number, system) },
    // The browser hands the page's notifications to the same system. The rest of it is the browser's.
    diagnose: async () => {
      const environment = system.env;
      return [
        await judgeFocusAssist({ platform, environment, home: homedir(), ask: createRunTool({ environment, logger }) }),
      ];
    },
    licences: () => readLicences(dirname(rendererDirectory)),
    host: {
      name: 'web',
      version: packageJson.version,
      platform: hostPlatform(platform),
      locale: systemLocale(system.env),
      features: { tray: false, notifications: 'page', loginItem: false, popup: false, hotkey: false },
    },
    // Most who use the program start neither: they are read when somebody does.
    demo: {
      start: async (language) => (await import('../demo/demo-provider.ts')).createDemoProvider().start(language),
    },
    embeddedRelay: async (options) => (await import('../relay/relay.ts')).createEmbeddedRelay(options),
  };
}

/** PEREZVON_LOCALE wins, then the POSIX variables in their order, then what the system told the runtime. */
export function systemLocale(env: System['env']): 'ru' | 'en' {
  const told =
    env.PEREZVON_LOCALE || env.LC_ALL || env.LC_MESSAGES || env.LANG || Intl.DateTimeFormat().resolvedOptions().locale;
  return /^ru\b|^ru_/i.test(told) ? 'ru' : 'en';
}
