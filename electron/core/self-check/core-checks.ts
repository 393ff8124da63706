import { join } from 'node:path';
import type { SelfCheckWords } from '../../../shared/words/self-check.ts';
import { openDatabase } from '../database/database.ts';
import { readCertificates } from '../http/certificates.ts';
import type { Clock, Logger } from '../ports.ts';
import { createWaveformMaker } from '../recordings/waveform/waveform-maker.ts';
import { createSystemKeychain } from '../secrets/keychain.ts';
import { createRunTool } from '../system/run-tool.ts';
import { checkCertificates } from './certificates.ts';
import type { SelfCheck } from './check.ts';
import { checkKeychainEntry } from './keychain-entry.ts';
import type { ProbeRecording } from './probe-recording.ts';
import { checkSearch } from './search.ts';
import { checkVersions } from './versions.ts';
import { checkWaveform } from './waveform.ts';

/** What both hosts need of a machine. */
export function coreChecks(parts: {
  /** A temporary one. Absolute. */
  directory: string;
  recording: ProbeRecording;
  version: string;
  clock: Clock;
  logger: Logger;
  words: SelfCheckWords;
}): SelfCheck[] {
  const { recording, version, clock, logger, words } = parts;
  const directory = join(parts.directory, 'search');
  const { platform } = process;
  const keychain = createSystemKeychain({ platform, ask: createRunTool({ environment: process.env, logger }) });
  return [
    { name: 'versions', run: () => checkVersions(version, process.versions, words) },
    { name: 'search', run: () => checkSearch(() => openDatabase({ directory, clock, logger }), words) },
    // It may be asking a person for its password.
    {
      name: 'keychain',
      limitMs: 30_000,
      run: () => checkKeychainEntry(keychain, platform, words),
    },
    {
      name: 'certificates',
      limitMs: 30_000,
      run: (signal) => checkCertificates(() => readCertificates(signal), words),
    },
    { name: 'waveform', run: (signal) => checkWaveform(createWaveformMaker(clock), recording, signal, words) },
  ];
}
