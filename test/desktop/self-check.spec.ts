import { cp, mkdir, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { selfCheckReport } from '../../electron/core/self-check/report.ts';
import { selfCheckWords } from '../../shared/words/self-check.ts';
import { brokenFindings, brokenMachine } from '../fixtures/broken-machine.ts';
import { runToEnd } from './launch.ts';
import { expect, test } from './test.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const args = ['--self-check'];

test.skip(
  process.env.ELECTRON_EXEC_PATH !== undefined,
  'what a system shows and keeps is its own; here it is the double’s',
);

/** What ran, and how each check went. */
async function read(running: ReturnType<typeof runToEnd>) {
  const { code, stdout } = await running;
  const report = selfCheckReport.parse(JSON.parse(stdout));
  return { code, report, found: Object.fromEntries(report.checks.map((check) => [check.name, check])) };
}

test('says of itself that it works, and leaves nothing behind', async ({ dataDirectory, clock }) => {
  const temporary = join(dataDirectory, 'temporary');
  await mkdir(temporary);
  const env = {
    TMPDIR: temporary,
    PEREZVON_DOUBLE_PACKAGED: '1',
    DBUS_SESSION_BUS_ADDRESS: `unix:path=${temporary}/none`,
  };
  const { code, report, found } = await read(runToEnd({ dataDirectory, clock, args, env }));
  expect(report).toMatchObject({ host: 'desktop', ok: true });
  const statuses = Object.fromEntries(report.checks.map(({ name, status }) => [name, status]));
  expect(statuses).toEqual({
    versions: 'ok',
    search: 'ok',
    keychain: 'skipped',
    certificates: 'ok',
    waveform: 'ok',
    window: 'ok',
    contract: 'ok',
    recording: 'ok',
    seeking: 'ok',
    policy: 'ok',
    page: 'ok',
    // The double's pages live in a browser that is not its own.
    windowing: 'ok',
    sandbox: 'skipped',
    'tray-images': 'ok',
    'tray-host': 'ok',
    notification: 'ok',
    hotkey: 'ok',
    'login-item': 'ok',
  });
  expect(found.policy).toMatchObject({ found: { refusedBy: 'script-src-elem' } });
  expect(found.page).toMatchObject({ found: { violations: 0 } });
  expect(code).toBe(0);
  // The user's own data were not touched either: the folder that was named is no part of it.
  expect((await readdir(temporary)).filter((name) => name.startsWith('perezvon-self-check'))).toEqual([]);
  expect(await readdir(dataDirectory)).toEqual(['temporary']);
});

test('says what of it is broken, and goes on', async ({ dataDirectory, clock }) => {
  const folder = join(dataDirectory, 'program');
  await mkdir(folder);
  await cp(join(root, 'out'), join(folder, 'out'), { recursive: true });
  await cp(join(root, 'package.json'), join(folder, 'package.json'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  const page = join(folder, 'out/renderer/index.html');
  await writeFile(page, (await readFile(page, 'utf8')).replace('</head>', '<style>main {}</style></head>'));
  await truncate(join(folder, 'out/desktop/main/icons/tray-missed.png'));
  await writeFile(join(folder, 'out/desktop/preload/preload.cjs'), '');
  await loosenPolicy(join(folder, 'out/desktop'));
  await removeThreads(join(folder, 'out/desktop/main'));

  const { code, report, found } = await read(runToEnd({ dataDirectory, clock, args, folder, showsTray: false }));
  const failed = report.checks.filter(({ status }) => status === 'failed').map(({ name }) => name);
  expect(failed).toEqual(['waveform', 'contract', 'seeking', 'policy', 'page', 'tray-images']);
  const words = selfCheckWords('en');
  expect(found.policy).toMatchObject({ ...words.policyNotInForce() });
  expect(found.waveform).toMatchObject({ problem: expect.stringContaining('waveform-thread') });
  expect(found.seeking).toMatchObject({
    advice: words.noSeeking('').advice,
    problem: expect.stringContaining('media error 4'),
  });
  expect(found.page).toMatchObject({ problem: expect.stringContaining('style-src-elem inline') });
  expect(found['tray-images']).toMatchObject({ problem: expect.stringContaining('tray-missed.png') });
  expect(found['tray-host']).toMatchObject({ status: 'skipped' });
  expect(found['login-item']).toMatchObject({ status: 'skipped' });
  expect(found.recording).toMatchObject({ status: 'ok' });
  expect(code).toBe(3);
});

test('says of a machine that has nothing of what is needed what each is, and that no window comes of it', async ({
  dataDirectory,
  clock,
}) => {
  const env = { NODE_OPTIONS: brokenMachine };
  const { code, report, found } = await read(runToEnd({ dataDirectory, clock, args, env }));
  const words = selfCheckWords('en');
  expect(found).toMatchObject({
    ...brokenFindings(words),
    window: { status: 'failed', ...words.unexpected('no such module: fts5') },
  });
  const skipped = report.checks.filter(({ status }) => status === 'skipped').map(({ name }) => name);
  expect(skipped).toEqual(expect.arrayContaining(['contract', 'recording', 'seeking', 'policy', 'page']));
  expect(code).toBe(3);
});

/** In what was built: the page's own scripts may stand in it, and no recording may be played. */
async function loosenPolicy(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true });
  let loosened = 0;
  for (const name of names.filter((each) => /\.[cm]?js$/.test(each))) {
    const text = await readFile(join(folder, name), 'utf8');
    const changed = text
      .replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
      .replace("media-src 'self' blob:", "media-src 'none'");
    if (changed === text) continue;
    loosened += 1;
    await writeFile(join(folder, name), changed);
  }
  expect(loosened).toBe(1);
}

/** In what was built: a package that was made without them. */
async function removeThreads(folder: string): Promise<void> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.includes('-thread-'));
  expect(names).not.toEqual([]);
  for (const name of names) await rm(join(folder, name));
}
