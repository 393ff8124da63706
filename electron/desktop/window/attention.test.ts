import { expect, it } from 'vitest';
import { createBlankPages } from '../../../test/desktop/double/blank-page.ts';
import { createElectronDouble } from '../../../test/desktop/double/electron.ts';
import { createAttention } from './attention.ts';

function create(platform: NodeJS.Platform) {
  const { electron, world } = createElectronDouble({ platform, openPage: createBlankPages().openPage });
  world.app.becomeReady();
  const made = new electron.BrowserWindow({ show: false });
  const [window] = world.windows;
  if (window === undefined) throw new Error('no window');
  const attention = createAttention({ app: electron.app, platform, window: () => made });
  return { attention, window, world };
}

it.each(['win32', 'linux'] as const)('flashes on %s until the user looks', (platform) => {
  const { attention, window } = create(platform);
  attention.ask();
  expect(window.flashing).toBe(true);
  window.show();
  expect(window.flashing).toBe(false);
  attention.ask();
  expect(window.flashing).toBe(false);
});

it('waits for the user once, however many are missed meanwhile', () => {
  const { attention, window } = create('win32');
  for (let missed = 0; missed < 20; missed += 1) attention.ask();
  expect(window.listenerCount('focus')).toBe(1);
  window.show();
  expect(window.flashing).toBe(false);
  attention.ask();
  expect(window.listenerCount('focus')).toBe(0);
});

it('bounces once on macOS, and does not flash, which would bounce for ever', () => {
  const { attention, window, world } = create('darwin');
  attention.ask();
  expect(world.bounces).toEqual(['informational']);
  expect(window.flashing).toBe(false);
});

it('needs no window', () => {
  const { electron } = createElectronDouble({ platform: 'linux', openPage: createBlankPages().openPage });
  expect(() => createAttention({ app: electron.app, platform: 'linux', window: () => undefined }).ask()).not.toThrow();
});
