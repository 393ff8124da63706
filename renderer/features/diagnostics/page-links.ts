import type { LinkPlace, LinkResult } from '../../../shared/contract/diagnostics.ts';
import type { HostInfo } from '../../../shared/contract/host.ts';

/** What only the page can test: it is the one that rings, and in some hosts the one that notifies. */
export function pagePlaces({ notifications }: HostInfo['features']): LinkPlace[] {
  return [...(notifications === 'page' ? [{ link: 'notifications' as const }] : []), { link: 'sound' as const }];
}

export async function testPageLink(place: LinkPlace, sound: boolean): Promise<LinkResult> {
  return place.link === 'notifications'
    ? { ...place, ...judgePermission() }
    : { ...place, ...(await judgeSound(sound)) };
}

type Verdict = Pick<LinkResult, 'status' | 'finding'>;

function judgePermission(): Verdict {
  if (!('Notification' in window)) return { status: 'failed', finding: 'permission-denied' };
  if (Notification.permission === 'granted') return { status: 'ok', finding: 'fine' };
  if (Notification.permission === 'denied') return { status: 'failed', finding: 'permission-denied' };
  return { status: 'warning', finding: 'permission-unasked' };
}

async function judgeSound(sound: boolean): Promise<Verdict> {
  if (!sound) return { status: 'warning', finding: 'sound-off' };
  const devices = await navigator.mediaDevices?.enumerateDevices().catch(() => undefined);
  if (devices === undefined) return { status: 'not-applicable', finding: 'system-unknown' };
  return devices.some(({ kind }) => kind === 'audiooutput')
    ? { status: 'ok', finding: 'fine' }
    : { status: 'warning', finding: 'no-speaker' };
}
