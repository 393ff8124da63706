import type { HookStatus } from '../../../shared/contract/account.ts';
import { compact } from '../../../shared/domain/compact.ts';
import { ProblemError } from '../problems.ts';
import type { ProviderClient } from '../providers/provider.ts';

type Hook = NonNullable<ProviderClient['hook']>;

/** What makes a hook URL one of this account. */
export interface OwnHook {
  /** Where the hook belongs now; undefined while no way is set up. */
  url: string | undefined;
  /** Secrets of which one stands in every URL that was ever made for the account, by whichever way. */
  urlTokens: readonly string[];
}

/** A provider keeps one hook URL an account (SIPNET API 2.7.0, 6.9): whose it is decides what may be done. */
export interface HookFound {
  status: HookStatus;
  /** The other system's URL: secret. */
  other: string | undefined;
  /** One of ours, from before the relay moved: nobody else's to be asked about, and of no use. */
  isFormer: boolean;
}

export async function findHook(hook: Hook, own: OwnHook | undefined, signal?: AbortSignal): Promise<HookFound> {
  const urls = (await hook.list(signal)).filter((url) => url.trim() !== '');
  const current = own?.url;
  if (current !== undefined && urls.some((url) => isSame(url, current)))
    return { status: { state: 'ours', ...hostOf(current) }, other: undefined, isFormer: false };
  if (own?.urlTokens.some((token) => urls.some((url) => url.includes(token))))
    return { status: { state: 'none' }, other: undefined, isFormer: true };
  const other = urls[0];
  const state = other === undefined ? 'none' : 'other';
  return { status: { state, ...(other === undefined ? {} : hostOf(other)) }, other, isFormer: false };
}

/** Puts our URL there; over another system's only when told to. Answers the URL that it replaced. */
export async function registerHook(
  hook: Hook,
  own: OwnHook & { url: string },
  replace: boolean,
): Promise<string | undefined> {
  const { status, other } = await findHook(hook, own);
  if (status.state === 'ours') return undefined;
  if (status.state === 'other' && !replace) {
    throw new ProblemError('HOOK_TAKEN', compact({ detail: status.host }));
  }
  await hook.set(own.url);
  return other;
}

/** Takes a hook of ours along when the relay moved; leaves everything else. */
export async function moveHook(hook: Hook, own: OwnHook): Promise<void> {
  if (own.url !== undefined && (await findHook(hook, own)).isFormer) await hook.set(own.url);
}

/** Takes our URL away, or puts back what it replaced; another system's that came since is left alone. */
export async function releaseHook(
  hook: Hook,
  own: OwnHook,
  previous: string | undefined,
): Promise<'none' | 'cleared' | 'restored' | 'left'> {
  const { status, isFormer } = await findHook(hook, own);
  if (status.state === 'other') return 'left';
  if (status.state === 'none' && !isFormer) return 'none';
  if (previous === undefined) {
    await hook.clear();
    return 'cleared';
  }
  await hook.set(previous);
  return 'restored';
}

/** The key at the end makes a URL ours, whatever the service did to the rest of the path. */
function isSame(url: string, ours: string): boolean {
  if (url === ours) return true;
  const key = ours.split('/').at(-1) ?? ours;
  return key.length >= 32 && url.includes(key) && URL.parse(url)?.host === URL.parse(ours)?.host;
}

function hostOf(url: string): { host?: string } {
  const host = URL.parse(url)?.host;
  return compact({ host });
}
