import { rmSync } from 'node:fs';
import { app, BrowserWindow, globalShortcut, Notification, nativeImage } from 'electron';
import { selfCheckWords } from '../../../shared/words/self-check.ts';
import { createCore } from '../../core/app.ts';
import type { Core } from '../../core/core.ts';
import { createLogger } from '../../core/log/log.ts';
import { ok, type SelfCheck } from '../../core/self-check/check.ts';
import { coreChecks } from '../../core/self-check/core-checks.ts';
import { openProbeCore } from '../../core/self-check/probe-core.ts';
import { createProbeRecording } from '../../core/self-check/probe-recording.ts';
import { faultFound, printReport, writeReport } from '../../core/self-check/report.ts';
import { runChecks } from '../../core/self-check/run-checks.ts';
import { hostPlatform } from '../../core/system/host-platform.ts';
import { createSystemClock } from '../../core/system-clock.ts';
import { builtFile } from '../main/built-file.ts';
import { endWithWords, systemLanguage } from '../main/failure.ts';
import { servePage } from '../page/page-service.ts';
import { createPageHandler } from '../page/protocol.ts';
import { checkContract } from './contract.ts';
import { checkPage, checkPolicy } from './page.ts';
import { probeUrl, withProbePage } from './probe-page.ts';
import { openProbeWindow, type ProbeWindow } from './probe-window.ts';
import { checkRecording, checkSeeking } from './recording.ts';
import { systemChecks } from './system-checks.ts';

const { platform } = process;

/**
 * Tries out the desktop host on a temporary data directory, after `ready` and without a window that anybody sees, and prints what
 * it found. The answer is the exit code. What hangs may hold the process: it is for the caller to end it.
 */
export async function runSelfCheck(directory: string): Promise<number> {
  // Electron's own answer would be a box, which waits for somebody.
  process.on('uncaughtException', (error) => endWithWords(app, error));
  // The windows are this check's, and their end is not the program's.
  app.on('window-all-closed', () => {});
  // Once more when all else has ended: Chromium writes to the end. What the system still holds is left.
  process.once('exit', () => removeFolder(directory));

  const version = app.getVersion();
  const locale = systemLanguage(app);
  const words = selfCheckWords(locale);
  const clock = createSystemClock();
  const logger = createLogger({ dataDirectory: directory });
  const recording = await createProbeRecording(directory);
  let core: Core | undefined;
  let closePage = () => {};
  let opened: ProbeWindow | undefined;
  const window = () => {
    if (opened === undefined) throw new Error('the window is not open');
    return opened;
  };

  const after = 'window';
  const checks: SelfCheck[] = [
    ...coreChecks({ directory, recording, version, clock, logger, words }),
    {
      name: after,
      async run() {
        const features = { tray: true, notifications: 'os', loginItem: true, popup: true, hotkey: true } as const;
        const host = { name: 'desktop', version, platform: hostPlatform(platform), locale, features } as const;
        core = await openProbeCore({ createCore, directory, host, clock, logger });
        const handler = createPageHandler({ root: builtFile('renderer'), audioFile: recording.audioFile });
        closePage = servePage(core, { owns: () => false }, logger, withProbePage(handler));
        opened = openProbeWindow({ BrowserWindow }, builtFile('desktop/preload/preload.cjs'));
        await opened.load(probeUrl);
        return ok();
      },
    },
    { name: 'contract', after, run: () => checkContract(window(), version, words) },
    { name: 'recording', after, run: () => checkRecording(window(), recording, words) },
    { name: 'seeking', after: 'recording', run: () => checkSeeking(window(), recording, words) },
    { name: 'policy', after, run: () => checkPolicy(window(), words) },
    { name: 'page', after, run: () => checkPage(window(), words) },
    ...systemChecks({
      electron: { app, globalShortcut, nativeImage, Notification },
      platform,
      environment: process.env,
      logger,
      clock,
      words,
      icons: builtFile('desktop/main/icons'),
    }),
  ];
  const report = writeReport('desktop', version, await runChecks(checks, words));
  await printReport(report);
  opened?.close();
  closePage();
  await core?.close();
  logger.close();
  removeFolder(directory);
  return report.ok ? 0 : faultFound;
}

function removeFolder(directory: string): void {
  try {
    rmSync(directory, { recursive: true, force: true });
  } catch {
    // Windows holds what is open.
  }
}
