import { publicNtfyServer, type RelaySettings } from '../../../shared/contract/settings.ts';

/** The host that the provider is told, `hooks.example.com`; undefined when there is no relay or its address is unreadable. */
export function relayHost(relay: RelaySettings): string | undefined {
  if (relay.mode === 'none') return undefined;
  const { mode, url, publicUrl } = relay;
  const readAt = { embedded: '', standalone: url, ntfy: url || publicNtfyServer }[mode];
  const address = publicUrl || readAt;
  return URL.canParse(address) ? new URL(address).host : undefined;
}
