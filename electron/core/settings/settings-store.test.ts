import { expect, it } from 'vitest';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import type { SettingRows } from './setting-rows.ts';
import { createSettingsStore } from './settings-store.ts';

function createScene() {
  const kept = new Map<string, unknown>();
  const rows: Pick<SettingRows, 'all' | 'set'> = {
    all: () => Object.fromEntries(kept),
    set: (key, value) => void kept.set(key, value),
  };
  return () => createSettingsStore(rows as SettingRows, silentLogger);
}

it('keeps what two pages set of two accounts, and takes away what is said to go', () => {
  const open = createScene();
  const store = open();
  const [hello, welcome] = [
    { language: 'ru', prompt: 'hello' },
    { language: 'en', prompt: 'welcome' },
  ] as const;
  store.update({ callbackGreetings: { shop: hello }, balanceLimits: { shop: 100 } });
  store.update({ callbackGreetings: { clinic: welcome }, balanceLimits: { clinic: 50 } });
  const both = {
    callbackGreetings: { shop: hello, clinic: welcome },
    balanceLimits: { shop: 100, clinic: 50 },
  };
  expect(store.get()).toMatchObject(both);
  expect(open().get()).toMatchObject(both);
  store.update({ theme: 'dark', balanceLimits: { shop: null } });
  expect(open().get()).toMatchObject({ ...both, theme: 'dark', balanceLimits: { clinic: 50 } });
  expect(open().get().balanceLimits).not.toHaveProperty('shop');
});
