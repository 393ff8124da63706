import type { RelaySettings } from '../../../shared/contract/settings.ts';

/** The host that the provider is told, `hooks.example.com`; undefined when there is no relay or its address is unreadable. */
export function relayHost(relay: RelaySettings): string | undefined {
  if (relay.mode === 'none') return undefined;
  const address = relay.publicUrl || (relay.mode === 'standalone' ? relay.url : '');
  return URL.canParse(address) ? new URL(address).host : undefined;
}
