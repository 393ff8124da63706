import { expect, it } from 'vitest';
import { SessionDouble } from '../../../test/desktop/double/session.ts';
import { guardPermissions } from './permissions.ts';

const own = 'app://perezvon/';
const guarded = () => {
  const session = new SessionDouble();
  guardPermissions(session);
  return session;
};

it.each([
  'media',
  'notifications',
  'geolocation',
  'hid',
  'usb',
  'serial',
  'openExternal',
  'clipboard-read',
  'unknown',
] as const)('nobody gets %s', async (permission) => {
  const session = guarded();
  expect(await session.ask(permission, own)).toBe(false);
  expect(session.has(permission, own)).toBe(false);
});

it.each(['clipboard-sanitized-write', 'speaker-selection'] as const)('only our page gets %s', async (permission) => {
  const session = guarded();
  expect(await session.ask(permission, own)).toBe(true);
  expect(session.has(permission, own)).toBe(true);
  expect(await session.ask(permission, 'https://example.com/')).toBe(false);
  expect(session.has(permission, 'https://example.com/')).toBe(false);
});
