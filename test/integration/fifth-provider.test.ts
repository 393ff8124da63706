import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type * as allCallsModule from '../fixtures/all-calls.ts';
import { fifthProvider } from '../fixtures/fifth-provider/provider.ts';
import type * as coreModule from '../fixtures/running-core.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const minute = 60_000;
const fifth = fifthProvider.id;

/**
 * All that is touched for a provider beside its folder: after what in a file, and what comes there. Each is a line of a list that
 * names the others.
 */
const additions: readonly { file: string; after: RegExp; add: string }[] = [
  { file: 'shared/contract/account.ts', after: /providerId = z\.enum\(\[[^\]]*/, add: ", 'fifth'" },
  { file: 'electron/core/subjects.ts', after: /= listProviders\(\[[^\]]*/, add: ', fifthProvider' },
  {
    file: 'electron/core/subjects.ts',
    after: /^import .*listProviders.*\n/m,
    add: "import { fifthProvider } from './providers/fifth/provider.ts';\n",
  },
  { file: 'renderer/words/ru/accounts.ts', after: /\n {2}providers: \{/, add: "\n    fifth: 'Пятый'," },
  { file: 'renderer/words/en/accounts.ts', after: /\n {2}providers: \{/, add: "\n    fifth: 'The Fifth'," },
  {
    file: 'renderer/features/accounts/connect/access-place.ts',
    after: /accessPlace: .* = \{/,
    add: "\n  fifth: 'request',",
  },
];

let copy: string;
let service: Server;
let address: string;

/** The program with one provider more. */
beforeAll(async () => {
  copy = mkdtempSync(join(tmpdir(), 'perezvon-fifth-'));
  for (const part of ['shared', 'electron', 'renderer', 'test/fixtures', 'test/fakes', 'package.json', 'tsconfig.json'])
    cpSync(join(root, part), join(copy, part), { recursive: true, filter: (path) => !path.includes('.test.') });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const { file, after, add } of additions) {
    const path = join(copy, file);
    const text = readFileSync(path, 'utf8');
    expect(text).toMatch(after);
    writeFileSync(
      path,
      text.replace(after, (found) => found + add),
    );
  }
  const folder = join(copy, 'electron/core/providers/fifth');
  mkdirSync(folder);
  for (const name of readdirSync(join(copy, 'test/fixtures/fifth-provider'))) {
    const text = readFileSync(join(copy, 'test/fixtures/fifth-provider', name), 'utf8');
    writeFileSync(
      join(folder, name),
      text
        .replaceAll("'../../../electron/core/providers/", "'../")
        .replaceAll("'../../../shared/", "'../../../../shared/"),
    );
  }

  const at = (ago: number) => new Date(Date.now() - ago).toISOString();
  const answers: Readonly<Record<string, unknown>> = {
    '/me': { customer: 'F-5' },
    '/diary': [
      { no: 1, at: at(90 * minute), from: '+79430000211', to: '+74950000510', spoke: 41 },
      { no: 2, at: at(30 * minute), from: '+79430000224', to: '+74950000510', spoke: 0 },
    ],
    '/entrance': { once: 'https://pages.fifth.example/once/1' },
  };
  service = createServer((request, response) => {
    const answer = answers[new URL(request.url ?? '/', 'http://localhost').pathname];
    response.writeHead(request.headers['x-fifth-key'] === 'five' ? (answer === undefined ? 404 : 200) : 401);
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(service.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  await new Promise((resolve) => service.close(resolve));
  rmSync(copy, { recursive: true, force: true });
});

const load = (file: string) => import(/* @vite-ignore */ pathToFileURL(join(copy, file)).href);

it('is connected, listed and entered through the contract as every other', async () => {
  const { startCore, draftFor, connectDraft }: typeof coreModule = await load('test/fixtures/running-core.ts');
  const { allCalls }: typeof allCallsModule = await load('test/fixtures/all-calls.ts');
  const opened: string[] = [];
  const urlOpener = { open: async (url: string) => void opened.push(url), dial: async () => {} };
  const running = await startCore({ ports: { urlOpener } });
  try {
    const { client } = running;
    const info = (await client.accounts.providers()).find(({ id }) => id === fifth);
    expect(info).toEqual({
      id: 'fifth',
      credentialKinds: ['apikey'],
      capabilities: ['calls', 'cabinet'],
      numberSource: 'none',
      environments: { production: 'https://api.fifth.example/', test: 'https://test.fifth.example/' },
    });
    const draft = (apikey: string) => ({
      ...draftFor(address, { provider: fifth, label: 'Fifth', ownNumber: '', credentials: { kind: 'apikey', apikey } }),
      webhook: false,
    });
    await expect(connectDraft(client, draft('four'))).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
    const { id, provider, identity, capabilities } = await connectDraft(client, draft('five'));
    expect({ provider, identity, capabilities }).toEqual({
      provider: 'fifth',
      identity: 'F-5',
      capabilities: ['calls', 'cabinet'],
    });
    await vi.waitFor(async () =>
      expect((await allCalls(client)).map(({ remote, state }) => [remote.e164, state])).toEqual([
        ['+79430000224', 'missed'],
        ['+79430000211', 'ended'],
      ]),
    );
    expect(await client.missed.list({})).toMatchObject([{ remote: { e164: '+79430000224' }, canCallBack: false }]);
    await client.accountTools.cabinet.open({ accountId: id });
    expect(opened).toEqual(['https://pages.fifth.example/once/1']);
    await expect(client.lines.read({ accountId: id })).rejects.toMatchObject({ code: 'NOT_SUPPORTED' });
    await expect(client.accountTools.money.balance({ accountId: id })).rejects.toMatchObject({ code: 'NOT_SUPPORTED' });
  } finally {
    await running.close();
  }
});

it('needs nothing else: core and page are whole to the type check', async () => {
  const program = {
    extends: './tsconfig.json',
    compilerOptions: { lib: ['ES2024', 'DOM', 'DOM.Iterable'], jsx: 'react-jsx', types: ['node', 'vite/client'] },
    files: ['electron/core/app.ts', 'renderer/app/main.tsx'],
  };
  writeFileSync(join(copy, 'tsconfig.program.json'), JSON.stringify(program));
  const compiler = join(root, 'node_modules/.bin/tsc');
  const check = promisify(execFile)(compiler, ['-p', 'tsconfig.program.json'], { cwd: copy });
  const ended: { code?: unknown; stdout: string } = await check.catch((error: { stdout: string }) => error);
  expect({ code: ended.code ?? 0, stdout: ended.stdout }).toEqual({ code: 0, stdout: '' });
});
