import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createIntegrationApiStand, type IntegrationApiStand } from '../../electron/demo/integration-api/stand.ts';
import { createSigningKeys } from '../../electron/demo/integration-api/web-token.ts';
import type { ImportProgress } from '../../shared/contract/account.ts';
import { allCalls } from '../fixtures/all-calls.ts';
import { connectDraft, draftFor, type RunningCore, startCore } from '../fixtures/running-core.ts';
import type { ImportTask } from './import-program.ts';

const lines = ['4950000110', '4990000120', '4990000121'];
const day = 24 * 3600_000;
const calls = 450;
const keys = createSigningKeys();

vi.setConfig({ testTimeout: 60_000 });

let stand: IntegrationApiStand;
let running: RunningCore | undefined;

beforeEach(async () => {
  // Slow enough to be met in the middle.
  const traps = { slowAnswersMs: 40 };
  stand = await createIntegrationApiStand({ brand: 'sunsim', contract: { numbers: lines }, keys, traps });
  const from = Date.now() - 27 * day;
  for (let index = 0; index < calls; index += 1) {
    stand.addCall({
      direction: index % 3 === 0 ? 'out' : 'in',
      remote: `7943${String(1_000_000 + index)}`,
      line: lines[index % lines.length] ?? '',
      startedAt: from + Math.floor(((27 * day - 600_000) / calls) * index),
      ...(index % 2 === 0 ? {} : { talkSeconds: 20 }),
    });
  }
});
afterEach(async () => {
  await running?.close();
  running = undefined;
  await stand.close();
});

const draft = (): ImportTask['draft'] => ({
  ...draftFor(stand.url, { provider: 'sunsim', label: 'Shop', ownNumber: '', numbers: lines }),
  credentials: { kind: 'token', token: stand.authorizationToken() ?? '' },
  webhook: false,
  replaceHook: false,
});
const status = async () => (await running?.client.accounts.list())?.[0]?.status;
const imported = () =>
  vi.waitFor(async () => {
    const { state, importing } = (await status()) ?? {};
    expect({ state, importing }).toEqual({ state: 'polling', importing: undefined });
  });

/** Numbers that called or were called, as often as they stand in the log. */
async function remotes(): Promise<string[]> {
  const found = running === undefined ? [] : await allCalls(running.client);
  return found.map(({ remote }) => remote.e164 ?? '').sort();
}
const expected = () => stand.calls.map(({ remote }) => `+${remote}`).sort();

/** When the import has come this far, and what it tells then. */
async function progressBeyond(share: number): Promise<ImportProgress> {
  return vi.waitFor(
    async () => {
      const importing = (await status())?.importing;
      if (importing?.share === undefined || importing.share <= share) throw new Error('not there yet');
      return importing;
    },
    { interval: 5 },
  );
}

it('is shown from the newest day on, and goes on after kill -9 where it was: nothing lost, nothing twice', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'perezvon-import-'));
  const program = fork(new URL('import-program.ts', import.meta.url));
  await once(program, 'message');
  program.send({ directory, draft: draft() });
  let share = 0;
  while (share < 0.1) [share] = (await once(program, 'message')) as [number];
  program.kill('SIGKILL');
  await once(program, 'exit');

  running = await startCore({ directory });
  const [account] = await running.client.accounts.list();
  expect(account?.status.importing?.share).toBeGreaterThan(0);
  expect(account?.status.importing?.share).toBeLessThan(1);
  const before = await remotes();
  expect(before.length).toBeGreaterThan(0);
  expect(before.length).toBeLessThan(calls);
  // The vault of a test is gone with its process.
  const { credentials } = draft();
  await running.client.accounts.update({ id: account?.id ?? '', credentials });
  await imported();
  expect(await remotes()).toEqual(expected());
});

it('keeps what was read when it is cancelled, hears of new calls from then on, and reads all when it is asked to again', async () => {
  running = await startCore();
  const { id } = await connectDraft(running.client, draft());
  const { calls: read } = await progressBeyond(0.1);
  await running.client.accounts.cancelImport({ id });
  await imported();
  const kept = await remotes();
  expect(kept.length).toBeGreaterThanOrEqual(read);
  expect(kept.length).toBeLessThan(calls);

  stand.addCall({ direction: 'in', remote: '79430000211', startedAt: Date.now() - 60_000 });
  await running.client.accounts.retry({ id });
  await vi.waitFor(async () => expect(await remotes()).toEqual([...kept, '+79430000211'].sort()));

  running = await running.restart();
  await imported();
  expect(await remotes()).toHaveLength(kept.length + 1);
  await running.client.accounts.importAgain({ id });
  expect((await status())?.importing).toMatchObject({ share: 0, calls: 0 });
  await imported();
  expect(await remotes()).toEqual(expected());
});

it('fails with its provider and goes on when that is back', async () => {
  running = await startCore();
  const { id } = await connectDraft(running.client, draft());
  await progressBeyond(0.1);
  stand.switchServiceOff();
  await vi.waitFor(async () => expect((await status())?.state).toBe('needs-attention'));
  expect((await status())?.importing?.share).toBeGreaterThan(0);
  stand.switchServiceOn();
  await running.client.accounts.retry({ id });
  await imported();
  expect(await remotes()).toEqual(expected());
});
