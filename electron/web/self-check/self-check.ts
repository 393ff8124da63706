import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import packageJson from '../../../package.json' with { type: 'json' };
import { selfCheckWords } from '../../../shared/words/self-check.ts';
import { createLogger } from '../../core/log/log.ts';
import type { HostDescription } from '../../core/ports.ts';
import { detailOf, failed, ok, type SelfCheck } from '../../core/self-check/check.ts';
import { coreChecks } from '../../core/self-check/core-checks.ts';
import { createProbeRecording } from '../../core/self-check/probe-recording.ts';
import { faultFound, printReport, writeReport } from '../../core/self-check/report.ts';
import { runChecks } from '../../core/self-check/run-checks.ts';
import { createSystemClock } from '../../core/system-clock.ts';
import { checkContract } from './contract.ts';
import { type House, openHouse } from './house.ts';
import { checkPage } from './page.ts';
import { checkRecording } from './recording.ts';
import { checkStrangers } from './strangers.ts';

/**
 * Tries out the web host in a temporary folder and prints what it found. The answer is the exit code. What hangs may hold the
 * process: it is for the caller to end it.
 */
export async function runSelfCheck(parts: {
  platform: HostDescription['platform'];
  locale: HostDescription['locale'];
  /** The built page. Absolute. */
  rendererDirectory: string;
}): Promise<number> {
  const { version } = packageJson;
  const words = selfCheckWords(parts.locale);
  const directory = await mkdtemp(join(tmpdir(), 'perezvon-self-check-'));
  const clock = createSystemClock();
  const logger = createLogger({ dataDirectory: directory });
  const recording = await createProbeRecording(directory);
  let opened: House | undefined;
  const house = () => {
    if (opened === undefined) throw new Error('the server is not open');
    return opened;
  };

  const after = 'server';
  const checks: SelfCheck[] = [
    ...coreChecks({ directory, recording, version, clock, logger, words }),
    {
      name: after,
      async run() {
        try {
          const features = {
            tray: false,
            notifications: 'page',
            loginItem: false,
            popup: false,
            hotkey: false,
          } as const;
          const host = { name: 'web', version, platform: parts.platform, locale: parts.locale, features } as const;
          opened = await openHouse({ directory, host, recording, clock, logger, ...parts });
          return ok();
        } catch (error) {
          return failed(words.noServer(detailOf(error)));
        }
      },
    },
    { name: 'page', after, run: () => checkPage(house(), words) },
    { name: 'recording', after, run: () => checkRecording(house(), recording, words) },
    { name: 'contract', after, run: () => checkContract(house(), version, words) },
    { name: 'strangers', after, run: () => checkStrangers(house(), words) },
  ];
  const report = writeReport('web', version, await runChecks(checks, words));
  await printReport(report);
  await opened?.close();
  logger.close();
  // What the system still holds there is left in its folder of temporary files.
  await rm(directory, { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
  return report.ok ? 0 : faultFound;
}
