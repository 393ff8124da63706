import type { VaultState } from '../../../shared/contract/host.ts';
import type { QuietState } from '../../../shared/contract/quiet.ts';
import type { LinkTest, Verdict } from './verdict.ts';
import { fine, notHere } from './verdict.ts';

export interface MachineLinksDeps {
  vault: () => VaultState;
  /** Whether there is an account whose secrets somebody would miss. */
  hasSecrets: () => boolean;
  /** By how many ms this machine's clock is ahead of the servers'; undefined when none said. */
  clockOffset: () => number | undefined;
  /** Bytes that this user may still write where the data lies. */
  freeBytes: () => Promise<number>;
  quiet: () => QuietState;
  notifies: () => boolean;
}

export function machineTests(deps: MachineLinksDeps): LinkTest[] {
  return [
    { link: 'vault', run: async () => judgeVault(deps.vault(), deps.hasSecrets()) },
    { link: 'clock', run: async () => judgeClock(deps.clockOffset()) },
    { link: 'disk', run: async () => judgeDisk(await deps.freeBytes().catch(() => undefined)) },
    { link: 'quiet', run: async () => judgeQuiet(deps.quiet(), deps.notifies()) },
  ];
}

export function judgeVault({ kind, locked }: VaultState, hasSecrets: boolean): Verdict {
  if (locked) return { status: hasSecrets ? 'failed' : 'warning', finding: 'vault-locked' };
  if (kind === 'memory') return hasSecrets ? { status: 'warning', finding: 'vault-memory' } : fine;
  if (kind === 'none') return { status: 'warning', finding: 'vault-none' };
  return { ...fine, detail: kind };
}

/** Times on the screen and quiet hours are wrong by as much; a day, and no certificate is valid any more. */
const noticedMs = 60_000;
const wrongMs = 15 * 60_000;

export function judgeClock(offset: number | undefined): Verdict {
  if (offset === undefined) return { status: 'not-applicable', finding: 'clock-unknown' };
  const milliseconds = Math.abs(offset);
  if (milliseconds < noticedMs) return { ...fine, milliseconds };
  const finding = offset > 0 ? 'clock-ahead' : 'clock-behind';
  return { status: milliseconds < wrongMs ? 'warning' : 'failed', finding, milliseconds };
}

/** A recording takes a megabyte a minute or two; with nothing left no call is written down. */
const lowBytes = 500 * 1024 * 1024;
const fullBytes = 20 * 1024 * 1024;

export function judgeDisk(bytes: number | undefined): Verdict {
  if (bytes === undefined) return notHere;
  if (bytes < fullBytes) return { status: 'failed', finding: 'disk-full', bytes };
  return bytes < lowBytes ? { status: 'warning', finding: 'disk-low', bytes } : { ...fine, bytes };
}

export function judgeQuiet(quiet: QuietState, notifies: boolean): Verdict {
  if (quiet.kind !== 'off') return { status: 'warning', finding: quiet.kind };
  return notifies ? fine : { status: 'warning', finding: 'notices-off' };
}
