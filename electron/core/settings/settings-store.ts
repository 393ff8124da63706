import { type Settings, type SettingsChange, settings as settingsSchema } from '../../../shared/contract/settings.ts';
import { defaultSettings } from '../../../shared/domain/default-settings.ts';
import { withChange } from '../../../shared/domain/settings-change.ts';
import type { Logger } from '../ports.ts';
import type { SettingRows } from './setting-rows.ts';

export interface SettingsStore {
  get(): Settings;
  update(change: SettingsChange): Settings;
  onChange(listener: (now: Settings, before: Settings) => void): () => void;
}

/** Each setting is read by itself: one that no longer fits its schema falls back to its default, the others stay. */
export function createSettingsStore(rows: SettingRows, logger: Logger): SettingsStore {
  const listeners = new Set<(now: Settings, before: Settings) => void>();
  const stored = rows.all();
  const kept = Object.entries(settingsSchema.shape).flatMap(([key, schema]) => {
    const parsed = schema.safeParse(stored[key]);
    if (!parsed.success && stored[key] !== undefined) logger.warn('setting-not-understood', { key });
    return parsed.success ? [[key, parsed.data] as const] : [];
  });
  let current: Settings = { ...defaultSettings, ...Object.fromEntries(kept) };

  return {
    get: () => current,
    update(change) {
      const before = current;
      current = settingsSchema.parse(withChange(current, change));
      for (const key of Object.keys(change) as (keyof Settings)[]) rows.set(key, current[key]);
      for (const listener of listeners) listener(current, before);
      return current;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
