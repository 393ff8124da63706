import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { defaultSettings } from '../../../shared/domain/default-settings.ts';
import { createBlankPages } from '../../../test/desktop/double/blank-page.ts';
import { createElectronDouble } from '../../../test/desktop/double/electron.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { createLoginChoice } from './choice.ts';
import { createLoginItem } from './login-item.ts';

let autostart: string;
beforeEach(async () => {
  autostart = await mkdtemp(join(tmpdir(), 'perezvon-autostart-'));
});
afterEach(() => rm(autostart, { recursive: true, force: true }));

function create(folder = autostart) {
  const { electron } = createElectronDouble({ platform: 'linux', openPage: createBlankPages().openPage });
  const item = createLoginItem({ app: electron.app, platform: 'linux', program: '/opt/perezvon', autostart: folder });
  const saved: boolean[] = [];
  const choice = createLoginChoice({ item, save: async (value) => saved.push(value), logger: silentLogger });
  return { item, saved, choice };
}
const wanting = (startAtLogin: boolean) => ({ ...defaultSettings, startAtLogin });

it('writes nothing to the system until the user has chosen', async () => {
  const { choice, saved } = create();
  await choice.apply(wanting(true));
  await choice.adopt(wanting(false));
  await choice.apply(wanting(false));
  expect(await readdir(autostart)).toEqual([]);
  expect(saved).toEqual([]);
  await choice.apply(wanting(true));
  expect(await readdir(autostart)).toEqual(['perezvon.desktop']);
});

it('takes over what the user changed in the system', async () => {
  const { choice, item, saved } = create();
  await choice.adopt(wanting(true));
  expect(saved).toEqual([false]);
  await item.set(true);
  await choice.adopt(wanting(false));
  expect(saved).toEqual([false, true]);
});

it('takes the choice back when the system cannot be told', async () => {
  // A file where the folder would be.
  const { choice, saved } = create(join(autostart, 'file'));
  await writeFile(join(autostart, 'file'), '');
  await choice.adopt(wanting(false));
  await choice.apply(wanting(true));
  expect(saved).toEqual([false]);
});
