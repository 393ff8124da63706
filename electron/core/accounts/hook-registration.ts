import type { HookStatus } from '../../../shared/contract/account.ts';
import { ProblemError } from '../problems.ts';
import type { ProviderClient } from '../providers/provider.ts';

type Hook = NonNullable<ProviderClient['hook']>;

/** A provider keeps one hook URL an account (seed SIPNET 6.9): whose it is decides what may be done. */
export interface HookFound {
  status: HookStatus;
  /** The other system's URL: secret. */
  other: string | undefined;
}

export async function findHook(hook: Hook, ours: string | undefined, signal?: AbortSignal): Promise<HookFound> {
  const urls = (await hook.list(signal)).filter((url) => url.trim() !== '');
  if (ours !== undefined && urls.some((url) => isOurs(url, ours))) {
    return { status: { state: 'ours', ...hostOf(ours) }, other: undefined };
  }
  const other = urls[0];
  return other === undefined
    ? { status: { state: 'none' }, other: undefined }
    : { status: { state: 'other', ...hostOf(other) }, other };
}

/** Puts our URL there; over another system's only when told to. Answers the URL that it replaced. */
export async function registerHook(hook: Hook, ours: string, replace: boolean): Promise<string | undefined> {
  const found = await findHook(hook, ours);
  if (found.status.state === 'ours') return undefined;
  if (found.status.state === 'other' && !replace) {
    throw new ProblemError('HOOK_TAKEN', found.status.host === undefined ? {} : { detail: found.status.host });
  }
  await hook.set(ours);
  return found.other;
}

/** Takes our URL away, or puts back what it replaced; another system's that came since is left alone. */
export async function releaseHook(
  hook: Hook,
  ours: string,
  previous: string | undefined,
): Promise<'none' | 'cleared' | 'restored' | 'left'> {
  const found = await findHook(hook, ours);
  if (found.status.state === 'none') return 'none';
  if (found.status.state === 'other') return 'left';
  if (previous === undefined) {
    await hook.clear();
    return 'cleared';
  }
  await hook.set(previous);
  return 'restored';
}

/** The write key at the end makes a URL ours, whatever the service did to the rest of it. */
function isOurs(url: string, ours: string): boolean {
  const key = ours.split('/').at(-1) ?? ours;
  return url === ours || (key.length >= 32 && url.includes(key));
}

function hostOf(url: string): { host?: string } {
  const host = URL.parse(url)?.host;
  return host === undefined ? {} : { host };
}
