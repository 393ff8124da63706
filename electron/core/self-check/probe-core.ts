import type { Core } from '../core.ts';
import type { Clock, CorePorts, HostDescription, Logger } from '../ports.ts';
import { createSecretVault } from '../secrets/secret-vault.ts';

/** The whole core on a temporary folder, with secrets in memory: it reaches nobody, and starts nothing. */
export async function openProbeCore(parts: {
  createCore: (ports: CorePorts) => Promise<Core>;
  directory: string;
  host: HostDescription;
  clock: Clock;
  logger: Logger;
}): Promise<Core> {
  const { createCore, directory, host, clock, logger } = parts;
  const environment = { PEREZVON_VAULT: 'memory' };
  const vault = await createSecretVault({ dataDirectory: directory, logger, clock, environment });
  return createCore({
    host,
    clock,
    logger,
    vault,
    paths: { dataDirectory: directory },
    notifier: { show() {}, withdraw() {} },
    urlOpener: { open: async () => {}, dial: async () => {} },
  });
}
