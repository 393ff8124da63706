import { expect, it } from 'vitest';
import type { HostLink } from '../../core/ports.ts';
import { describeSystem } from './host-diagnostics.ts';

const fine = (link: HostLink['link']) => async (): Promise<HostLink> => ({ link, status: 'ok', finding: 'fine' });

async function findings(parts: Partial<Parameters<typeof describeSystem>[0]> = {}) {
  let refreshed = false;
  const links = await describeSystem({
    notifications: fine('notifications'),
    focusAssist: fine('focus-assist'),
    callLinks: fine('tel-links'),
    trayHost: {
      isThere: () => refreshed,
      async refresh() {
        refreshed = true;
      },
    },
    loginItem: { isOn: async () => true },
    startsAtLogin: () => true,
    ...parts,
  });
  return Object.fromEntries(links.map(({ link, finding }) => [link, finding]));
}

it('tells all that only this host can ask, as it is now', async () => {
  expect(await findings()).toEqual({
    notifications: 'fine',
    'focus-assist': 'fine',
    'tel-links': 'fine',
    tray: 'fine',
    'login-item': 'fine',
  });
});

it('tells a start at login that nobody wants from one that the system was told not to make', async () => {
  const loginItem = { isOn: async () => false };
  expect(await findings({ loginItem, startsAtLogin: () => false })).toMatchObject({ 'login-item': 'not-at-login' });
  expect(await findings({ loginItem })).toMatchObject({ 'login-item': 'login-refused' });
  expect(await findings({ loginItem: undefined })).not.toHaveProperty('login-item');
});

it('says where no icon is seen', async () => {
  expect(await findings({ trayHost: { isThere: () => false, refresh: async () => {} } })).toMatchObject({
    tray: 'tray-hidden',
  });
});
