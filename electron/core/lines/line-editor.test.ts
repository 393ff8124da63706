import { afterEach, beforeEach, expect, it } from 'vitest';
import type { PbxLineSettings } from '../../../shared/domain/hosted-pbx/pbx-line-settings.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { createTemporaryDatabase, type TemporaryDatabase } from '../../../test/fakes/temporary-database.ts';
import { HttpError } from '../http/http.ts';
import { VaultError } from '../ports.ts';
import { createReplacedSettingRows } from '../provider-settings/replaced-setting-rows.ts';
import { ProviderError } from '../providers/errors.ts';
import type { ProviderClient } from '../providers/provider.ts';
import { createLineEditor, type LineEditor } from './line-editor.ts';

const before: PbxLineSettings = { number: '4950000110', name: 'Shop', profiles: [] };
const edited: PbxLineSettings = { ...before, name: 'Warehouse' };

let temporary: TemporaryDatabase;
let cabinet: Cabinet;
let editor: LineEditor;

/** What stands at the provider, and how its answers get lost. */
interface Cabinet {
  settings: PbxLineSettings;
  writes: number;
  unreadable: boolean;
  onWrite: (edit: PbxLineSettings) => void;
}

beforeEach(() => {
  temporary = createTemporaryDatabase();
  cabinet = {
    settings: before,
    writes: 0,
    unreadable: false,
    onWrite(edit) {
      cabinet.settings = edit;
    },
  };
  editor = createLineEditor({
    rows: createReplacedSettingRows(temporary.database),
    client: async () => ({ lineSettings }) as Pick<ProviderClient, 'lineSettings'> as ProviderClient,
    clock: temporary.clock,
    logger: silentLogger,
  });
});
afterEach(() => temporary.remove());

const lineSettings: NonNullable<ProviderClient['lineSettings']> = {
  async read() {
    if (cabinet.unreadable) throw new ProviderError('PROVIDER_DOWN');
    return [{ settings: cabinet.settings, raw: { num: before.number }, key: 'lines' }];
  },
  async write(_received, edit) {
    cabinet.writes += 1;
    cabinet.onWrite(edit);
  },
};

const accountId = () => temporary.account.id;
const save = () => editor.save({ accountId: accountId(), before, edited });
const history = () => editor.history(accountId(), before.number).map(({ settings }) => settings);
const noAnswer = () => new ProviderError('PROVIDER_SLOW');

it('says that nobody knows, when neither an answer nor a new reading comes', async () => {
  cabinet.onWrite = () => {
    cabinet.unreadable = true;
    throw noAnswer();
  };
  await expect(save()).rejects.toMatchObject({ problem: { code: 'CHANGE_UNKNOWN' } });
  expect(cabinet.writes).toBe(1);
  expect(history()).toEqual([before]);
});

it('says so as well when it then finds what is neither the old nor the new', async () => {
  cabinet.onWrite = () => {
    cabinet.settings = { ...before, name: 'Somebody else' };
    throw noAnswer();
  };
  await expect(save()).rejects.toMatchObject({ problem: { code: 'CHANGE_UNKNOWN' } });
});

it('says so when it still finds the old: what was sent may be carried out later', async () => {
  cabinet.onWrite = () => {
    throw noAnswer();
  };
  await expect(save()).rejects.toMatchObject({ problem: { code: 'CHANGE_UNKNOWN' } });
  expect(history()).toEqual([before]);
});

it.each([new TypeError('a slip of ours'), new HttpError('too-large', true), new ProviderError('PROVIDER_GARBLED')])(
  'takes no %s for a refusal, and finds out that it was carried out',
  async (thrown) => {
    cabinet.onWrite = (edit) => {
      cabinet.settings = edit;
      throw thrown;
    };
    expect(await save()).toEqual(edited);
    expect(history()).toEqual([before]);
  },
);

it.each([
  new ProviderError('PROVIDER_REFUSED', { proof: 'refused' }),
  new ProviderError('PROVIDER_DOWN', { proof: 'unsent' }),
  new VaultError('VAULT_LOCKED', 'no place is open'),
])('believes %s, and remembers nothing as replaced', async (thrown) => {
  cabinet.onWrite = () => {
    throw thrown;
  };
  await expect(save()).rejects.toBe(thrown);
  expect(history()).toEqual([]);
});

it('trusts an answer, though the settings cannot be read afterwards', async () => {
  cabinet.onWrite = () => {
    cabinet.unreadable = true;
  };
  expect(await save()).toEqual(edited);
});

it('tells what the provider made of it', async () => {
  cabinet.onWrite = () => {
    cabinet.settings = { ...before, name: 'WAREHOUSE' };
  };
  expect(await save()).toEqual({ ...before, name: 'WAREHOUSE' });
});

it('forgets the oldest of fifty', async () => {
  for (let turn = 1; turn <= 52; turn += 1) {
    await editor.save({
      accountId: accountId(),
      before: cabinet.settings,
      edited: { ...before, name: `Name ${turn}` },
    });
  }
  expect(history()).toHaveLength(50);
  expect(history()[0]?.name).toBe('Name 51');
  expect(history().at(-1)?.name).toBe('Name 2');
});
