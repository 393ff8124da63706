import type { ProgramUpdate } from '../../shared/contract/program-update.ts';
import type { FixtureState } from './fixture-state.ts';
import { narrow, type Scene, wide } from './scene.ts';

const release = {
  version: '1.2.0',
  notes:
    'Звонки с нескольких линий видны рядом.\nЗаписи скачиваются быстрее и продолжаются с места обрыва.\n\nИсправлено: имя звонящего на экране блокировки.',
};

const at =
  (programUpdate: ProgramUpdate, part: Partial<FixtureState['settings']> = {}) =>
  (state: FixtureState) => {
    state.programUpdate = programUpdate;
    state.settings = { ...state.settings, ...part };
  };
const hash = '#/settings/about';

/** Updates of the program in every state, and the quiet line about one. */
export const updateScenes: readonly Scene[] = [
  { name: 'updates-off', size: wide, hash, prepare: at({ kind: 'off', reason: 'no-feed' }) },
  { name: 'updates-idle', size: wide, hash, prepare: at({ kind: 'idle', checkedAt: Date.now() - 60_000 }) },
  { name: 'updates-checking-english', size: wide, hash, english: true, prepare: at({ kind: 'checking' }) },
  { name: 'updates-available', size: wide, hash, prepare: at({ kind: 'available', release }) },
  {
    name: 'updates-downloading-dark',
    size: wide,
    dark: true,
    hash,
    prepare: at({ kind: 'downloading', release, share: 0.42 }),
  },
  { name: 'updates-ready', size: wide, hash, prepare: at({ kind: 'ready', release }) },
  { name: 'updates-ready-calls', size: wide, prepare: at({ kind: 'ready', release }) },
  { name: 'updates-ready-narrow', size: narrow, prepare: at({ kind: 'ready', release }) },
  { name: 'updates-told', size: wide, prepare: at({ kind: 'available', release }, { programUpdates: 'check' }) },
  {
    name: 'updates-failed-narrow',
    size: narrow,
    hash,
    prepare: at({ kind: 'failed', during: 'download', problem: 'tampered', release }),
  },
  {
    name: 'licences',
    size: wide,
    hash,
    async act(page) {
      await page.getByRole('button', { name: 'Читать лицензии' }).click();
      await page.getByRole('region', { name: /^Лицензии/ }).scrollIntoViewIfNeeded();
    },
  },
];
