import { readFile } from 'node:fs/promises';
import type { App } from 'electron';
import type { SelfCheckWords } from '../../../shared/words/self-check.ts';
import { type Finding, failed, ok, skipped } from '../../core/self-check/check.ts';

/**
 * Every process that shows a page is in the system's sandbox. Electron knows that on Windows and macOS; on Linux the kernel does:
 * a page's process has more filters of system calls on it than this one. A container puts some on both.
 */
export async function checkSandbox(parts: {
  app: Pick<App, 'getAppMetrics'>;
  platform: NodeJS.Platform;
  /** Linux: of a process; undefined where that is not told. */
  filtersOf(pid: number): Promise<number | undefined>;
  words: SelfCheckWords;
}): Promise<Finding> {
  const { app, platform, filtersOf, words } = parts;
  const pages = app.getAppMetrics().filter(({ type }) => type === 'Tab');
  const own = platform === 'linux' ? await filtersOf(process.pid) : undefined;
  const isSandboxed = async (page: (typeof pages)[number]) => {
    if (platform !== 'linux') return page.sandboxed;
    const filters = await filtersOf(page.pid);
    return own === undefined || filters === undefined ? undefined : filters > own;
  };
  const states = await Promise.all(pages.map(isSandboxed));
  const open = pages.filter((_page, index) => states[index] === false);
  if (open.length > 0) return failed(words.noSandbox(open.map(({ pid }) => pid).join(', ')));
  return states.includes(true) && !states.includes(undefined)
    ? ok({ pages: pages.length })
    : skipped(words.sandboxUnknown());
}

/** `Seccomp_filters` of proc_pid_status(5), which is there since Linux 5.9. */
export async function readSeccompFilters(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'latin1').catch(() => '');
  const count = /^Seccomp_filters:\s*(\d+)$/m.exec(status)?.[1];
  return count === undefined ? undefined : Number(count);
}
