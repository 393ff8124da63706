import { randomUUID } from 'node:crypto';
import type { HostInfo, StartupWarning } from '../../../shared/contract/host.ts';
import type { Base } from '../base.ts';
import { hasRoom, isFullDisk } from '../full-disk.ts';
import { ProblemError } from '../problems.ts';
import type { Subject } from '../subject.ts';

/** The setting that tells one folder's data from another's. */
const dataIdKey = 'dataId';

interface HostSubjectDeps {
  startDemo: (language?: 'ru' | 'en') => Promise<string>;
  /** Orders whose outcome is unknown since the program ended in between. */
  unknownCallbacks: () => number;
}

/** What surrounds the core: its host, the keychain, the system's certificates, other programs, and what was found at the start. */
export function createHostSubject(base: Base, { startDemo, unknownCallbacks }: HostSubjectDeps) {
  const { os, ports, vault, trust, database, updates, settingRows } = base;
  const { host, paths, callLinks, licences } = ports;

  /** Made once for a database; a disk that is full at that moment gets another one at the next start. */
  const dataId = readDataId();

  function readDataId(): string {
    const known = settingRows.all()[dataIdKey];
    if (typeof known === 'string' && known.length <= 100) return known;
    const made = randomUUID();
    try {
      settingRows.set(dataIdKey, made);
    } catch (error) {
      if (!isFullDisk(error)) throw error;
    }
    return made;
  }

  function describe(): HostInfo {
    return {
      ...host,
      features: {
        ...host.features,
        demo: ports.demo !== undefined,
        revealFile: ports.fileRevealer !== undefined,
        callLinks: callLinks !== undefined,
      },
      dataDirectory: paths.dataDirectory,
    };
  }

  function startupWarnings(): StartupWarning[] {
    const found: StartupWarning[] = [];
    if (database.setAside !== undefined) found.push({ kind: 'database-set-aside', ...database.setAside });
    if (!hasRoom(paths.dataDirectory)) found.push({ kind: 'disk-full' });
    const count = unknownCallbacks();
    if (count > 0) found.push({ kind: 'callbacks-unknown', count });
    return found;
  }

  const stops = [
    vault.onChange(() => updates.publish({ kind: 'vault', vault: vault.state() })),
    trust.onChange(() => updates.publish({ kind: 'certificates', certificates: trust.state() })),
  ];

  return {
    procedures: {
      info: os.host.info.handler(() => ({ ...describe(), startupWarnings: startupWarnings() })),
      unlockVault: os.host.unlockVault.handler(async ({ input }) => {
        await vault.unlock(input.passphrase);
        return vault.state();
      }),
      askKeychain: os.host.askKeychain.handler(async () => ({
        answer: await vault.askKeychain(),
        vault: vault.state(),
      })),
      leaveVaultFile: os.host.leaveVaultFile.handler(async () => {
        await vault.leaveFile();
        return vault.state();
      }),
      useMemoryVault: os.host.useMemoryVault.handler(() => {
        vault.useMemory();
        return vault.state();
      }),
      startDemo: os.host.startDemo.handler(async ({ input }) => ({ accountId: await startDemo(input?.language) })),
      claimCallLinks: os.host.claimCallLinks.handler(async () => {
        if (callLinks === undefined) throw new ProblemError('NOT_SUPPORTED');
        return { done: await callLinks.claim() };
      }),
      openExternal: os.host.openExternal.handler(({ input }) => ports.urlOpener.open(input.url)),
      licences: os.host.licences.handler(async () => {
        if (licences === undefined) throw new ProblemError('NOT_SUPPORTED');
        return { text: await licences() };
      }),
    },
    snapshot: () => ({ vault: vault.state(), certificates: trust.state(), dataId }),
    close() {
      for (const stop of stops) stop();
    },
  } satisfies Subject & Record<string, unknown>;
}
