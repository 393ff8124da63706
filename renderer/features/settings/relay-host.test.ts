import { expect, test } from 'vitest';
import { relayHost } from './relay-host.ts';

test('the host that the provider is told', () => {
  const relay = { url: 'https://relay.example.com:8443/x', publicUrl: '', port: 1 };
  expect(relayHost({ ...relay, mode: 'none' })).toBeUndefined();
  expect(relayHost({ ...relay, mode: 'standalone' })).toBe('relay.example.com:8443');
  expect(relayHost({ ...relay, mode: 'standalone', publicUrl: 'https://hooks.example.com' })).toBe('hooks.example.com');
  // Embedded, `url` is of another mode and says nothing.
  expect(relayHost({ ...relay, mode: 'embedded' })).toBeUndefined();
  expect(relayHost({ ...relay, mode: 'embedded', publicUrl: 'calls' })).toBeUndefined();
});
