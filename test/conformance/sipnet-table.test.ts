import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Node, parseSync } from 'oxc-parser';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { walk } from '../../build/module-references.ts';
import { createHttp } from '../../electron/core/http/client.ts';
import type { ProviderClient } from '../../electron/core/providers/provider.ts';
import { sipnetProvider } from '../../electron/core/providers/sipnet/provider.ts';
import { createSystemClock } from '../../electron/core/system-clock.ts';
import { operations } from '../../electron/demo/sipnet/operations/operations.ts';
import { contract } from '../../shared/contract/contract.ts';
import { newWebButton } from '../../shared/domain/web-buttons.ts';
import { silentLogger } from '../fakes/silent-logger.ts';
import { openStand, type StandUnderTest, testAccount } from '../fixtures/sipnet-account.ts';
import { actionTitle, type DocumentedAction, sipnetDocument } from '../fixtures/sipnet-document.ts';

/**
 * Every operation and action of the document (SIPNET API 2.7.0, 6) against what asks for it, what answers it, where a person
 * finds it and which test drives it. No cell is believed: the method is called and must send this operation and action; the
 * route, the procedure, the component and the test must be there by these names. `npm run prove -- operations` prints the table.
 */

interface Cells {
  /** Of the client: where it stands, and what it is called with. */
  client: readonly [path: string, ...give: unknown[]];
  /** Of the contract. */
  procedure: string;
  /** Below renderer/features: the module of a component that says the procedure, itself or in what it imports. */
  screen: string;
  /** Below test: the module, and the title of the test. */
  test: readonly [file: string, title: string];
}

const period = { from: Date.UTC(2026, 10, 27), to: Date.UTC(2026, 10, 27, 12) };
const button = { ...newWebButton, phone: '+74950000110' };
const recording = { incoming: true, outgoing: false, children: true, count: 0, keptSeconds: 86_400 };
const forwarding = { mode: 'all', targets: { all: { kind: 'voicemail' } }, others: [] };
const [firstNumber = '', secondNumber = ''] = testAccount.numbers;

const setting = (client: Cells['client'], procedure: string, screen: string, title: string): Cells => ({
  client,
  procedure: `accountTools.${procedure}`,
  screen: `account-tools/${screen}`,
  test: ['integration/account-settings.test.ts', title],
});
const tool = (client: Cells['client'], procedure: string, screen: string, title: string): Cells => ({
  ...setting(client, procedure, screen, title),
  test: ['integration/account-tools.test.ts', title],
});
const list = (client: Cells['client'], title: string, file = 'sipnet-operations'): Cells => ({
  client,
  procedure: 'accounts.importAgain',
  screen: 'accounts/account-page.tsx',
  test: [`conformance/${file}.test.ts`, title],
});
const webButton = (client: Cells['client'], procedure: string, screen: string): Cells => ({
  ...setting(client, `webButtons.${procedure}`, screen, ''),
  test: [
    'integration/web-buttons.test.ts',
    'are added, changed and deleted, each by one request that names every field',
  ],
});
const hook = (client: Cells['client'], procedure: string): Cells => ({
  client,
  procedure: `accounts.${procedure}`,
  screen: 'accounts/account-hook.tsx',
  test: ['conformance/sipnet-operations.test.ts', 'is set, listed and cleared under %j'],
});

const table: Readonly<Record<string, Cells>> = {
  balance: tool(['money.balance'], 'money.balance', 'money-section.tsx', 'tells the balance as the provider has it'),
  calls: list(['listCalls', period], 'tell how each call ended where missed ones stand in %s'),
  finopers: tool(
    ['money.operations', period],
    'money.operations',
    'money-operations.tsx',
    'lists what came and went, newest first, of the children as well: %j',
  ),
  attempts: list(['listCalls', period], 'tell how each call ended where missed ones stand in %s'),
  calls2: {
    client: ['followCallback', '1', period.from],
    procedure: 'callbacks.order',
    screen: 'callbacks/dial-dialog.tsx',
    test: ['conformance/sipnet-operations.test.ts', 'is followed step by step'],
  },
  pbxcalls: list(
    ['listCalls', period],
    'is known by the uuid of the webhook, for the events that come late',
    'sipnet-histories',
  ),
  entercabinet: tool(
    ['enterCabinet'],
    'cabinet.open',
    'cabinet-section.tsx',
    'is opened by an address that works once and that nobody else hears of',
  ),
  'webbuttons list': webButton(['webButtons.list'], 'list', 'web-buttons-section.tsx'),
  'webbuttons add': webButton(['webButtons.add', button], 'add', 'web-button-dialog.tsx'),
  'webbuttons update': webButton(['webButtons.update', '1', button], 'update', 'web-button-dialog.tsx'),
  'webbuttons delete': webButton(['webButtons.remove', '1'], 'remove', 'web-buttons-section.tsx'),
  'webhook list': hook(['hook.list'], 'hook'),
  'webhook set': hook(['hook.set', 'https://relay.example/hook'], 'registerHook'),
  'webhook clear': hook(['hook.clear'], 'clearHook'),
  genuser: {
    client: ['newAccounts.makePartner', { kind: 'person', email: 'new@example.ru', name: '' }],
    procedure: 'accountTools.newAccounts.order',
    screen: 'account-tools/partner-accounts-section.tsx',
    test: [
      'integration/new-accounts.test.ts',
      'is made for a person, with the password that the provider tells or without',
    ],
  },
  getrec: {
    client: ['openRecording', JSON.stringify({ cid: '1', startedAt: period.from })],
    procedure: 'recordings.fetch',
    screen: 'recordings/recording-control.tsx',
    test: ['conformance/sipnet-operations.test.ts', 'comes by cid and by uuid'],
  },
  'recordcalls list': setting(
    ['recordingRules.read'],
    'recordingRules.read',
    'recording-section.tsx',
    'that the provider does not tell stay unknown',
  ),
  'recordcalls set': setting(
    ['recordingRules.write', recording],
    'recordingRules.save',
    'recording-section.tsx',
    'are sent with all five fields, once, and read back',
  ),
  'recordcalls clear': setting(
    ['recordingRules.clear'],
    'recordingRules.clear',
    'recording-section.tsx',
    'are sent with all five fields, once, and read back',
  ),
  'aninnumbers list': tool(
    ['callerIds.list'],
    'callerIds.read',
    'caller-ids-section.tsx',
    'are listed however the provider tells them: %j',
  ),
  'aninnumbers delete': tool(
    ['callerIds.remove', secondNumber],
    'callerIds.remove',
    'caller-ids-section.tsx',
    'are made the default and removed, once',
  ),
  'aninnumbers setdefault': tool(
    ['callerIds.setDefault', firstNumber],
    'callerIds.setDefault',
    'caller-ids-section.tsx',
    'are made the default and removed, once',
  ),
  'aninnumbers add': tool(
    ['callerIds.add', '+79161000232', 'sms'],
    'callerIds.add',
    'add-caller-id.tsx',
    'are added by a code, which is asked for once and outlives a restart',
  ),
  'aninnumbers checkcode': tool(
    ['callerIds.confirm', '0'],
    'callerIds.confirm',
    'pending-check.tsx',
    'are added by a code, which is asked for once and outlives a restart',
  ),
  'children list': tool(
    ['listSubAccounts'],
    'subAccounts.list',
    'sub-accounts-section.tsx',
    'are the accounts that belong to this one, never with a password',
  ),
  'children add': {
    client: ['newAccounts.add', { kind: 'child', email: '', name: '' }],
    procedure: 'accountTools.newAccounts.order',
    screen: 'account-tools/sub-accounts-section.tsx',
    test: ['integration/new-accounts.test.ts', 'is added by one request, and its password told once: %j'],
  },
  gencall: {
    client: ['orderCallback', { to: '+79161000232' }],
    procedure: 'callbacks.order',
    screen: 'callbacks/dial-dialog.tsx',
    test: ['conformance/sipnet-operations.test.ts', 'is followed step by step'],
  },
  genmulticall: tool(
    ['orderMultiCallback', { to: ['+79161000232', '+79161000233'], language: 'ru' }],
    'multiCallback.order',
    'multi-callback-section.tsx',
    'is one order, each of them once, whatever is answered: %j',
  ),
  'redirect get': setting(
    ['forwarding.read'],
    'forwarding.read',
    'forwarding-section.tsx',
    'is the same however get tells it: %j',
  ),
  'redirect del': setting(
    ['forwarding.clear'],
    'forwarding.clear',
    'forwarding-section.tsx',
    'is the same however get tells it: %j',
  ),
  'redirect set': setting(
    ['forwarding.write', forwarding],
    'forwarding.save',
    'forwarding-section.tsx',
    'is set once, read back, and what was before can be put back',
  ),
  'report children': tool(
    ['readReport', { ...period, kind: 'children' }],
    'reports.read',
    'reports-section.tsx',
    'are the reports of a period, asked for at once and with whole dates',
  ),
  'report directions': tool(
    ['readReport', { ...period, kind: 'directions' }],
    'reports.read',
    'reports-section.tsx',
    'are the reports of a period, asked for at once and with whole dates',
  ),
};

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

let under: StandUnderTest;
let http: ReturnType<typeof createHttp>;
let client: ProviderClient;
const printed: Record<string, string>[] = [];

beforeEach(async () => {
  under = await openStand({ account: { ...testAccount, enabled: { genuser: true } } });
  http = createHttp({ clock: createSystemClock(), logger: silentLogger, environment: {} });
  client = sipnetProvider.createClient({
    http,
    clock: under.clock,
    logger: silentLogger,
    baseUrl: under.stand.url,
    timeZone: 'Europe/Moscow',
    credentials: { kind: 'password', login: testAccount.login, password: testAccount.password },
  });
});
afterEach(async () => {
  await http.close();
  await under.close();
});
afterAll(() => {
  if (process.env.PEREZVON_OPERATIONS === 'print') console.table(printed);
});

describe('every operation and action of the document', () => {
  it('has a row, and there is no row of another', () => {
    expect(Object.keys(table)).toEqual(sipnetDocument.map(actionTitle));
  });

  it.each(sipnetDocument.map((row) => [actionTitle(row), row] as const))('%s has no empty cell', async (title, row) => {
    const cells = table[title];
    if (cells === undefined) return expect.fail('no row');
    const [path, ...given] = cells.client;
    await callMethod(path, given);
    expect(under.stand.requestsFor(row.operation).filter(({ parameters }) => isOf(row, parameters))).not.toEqual([]);
    const route = await routeOf(row.operation);
    expect(contractOf(cells.procedure), cells.procedure).toHaveProperty('~orpc');
    const component = componentSaying(cells.screen, cells.procedure);
    const [file, test] = cells.test;
    expect(titlesIn(`test/${file}`), file).toContain(test);
    const printable = {
      client: path,
      stand: route,
      procedure: cells.procedure,
      screen: component,
      test: `${file}: ${test}`,
    };
    for (const [column, cell] of Object.entries(printable)) expect(cell, column).not.toBe('');
    printed.push({ section: row.section, operation: title, ...printable });
  });

  it('is not led by a name that is nowhere', async () => {
    expect(await routeOf('webbuttonz')).toBe('');
    expect(contractOf('accountTools.webButtons.rename')).toBeUndefined();
    expect(componentSaying('account-tools/web-buttons-section.tsx', 'accountTools.webButtons.rename')).toBe('');
    expect(componentSaying('account-tools/money-section.tsx', 'accountTools.webButtons.list')).toBe('');
    expect(() => componentSaying('account-tools/web-buttons.tsx', 'accountTools.webButtons.list')).toThrow();
    expect(titlesIn('test/integration/web-buttons.test.ts')).not.toContain('are renamed');
    await expect(callMethod('webButtons.rename', [])).rejects.toThrow();
  });
});

/** What it answers is another test's: here it has to ask. */
async function callMethod(path: string, given: readonly unknown[]): Promise<void> {
  const method = path.split('.').reduce<unknown>((holder, name) => Reflect.get(holder as object, name), client);
  expect(method, path).toBeTypeOf('function');
  const answer: unknown = await Promise.resolve(Reflect.apply(method as () => unknown, client, given)).catch(() => {});
  if (typeof answer === 'object' && answer !== null && 'stream' in answer) {
    (answer.stream as { destroy(): void }).destroy();
  }
}

/** The action is what is asked for when none is named; of reports it is the type. */
function isOf({ operation, action, values }: DocumentedAction, parameters: Readonly<Record<string, string>>): boolean {
  if (operation === 'report') return parameters.type === values.type?.[0];
  return parameters.action === action;
}

/** The module that exports what the stand answers the operation with. */
async function routeOf(operation: string): Promise<string> {
  const folder = 'electron/demo/sipnet/operations';
  for (const file of globSync('*.ts', { cwd: join(root, folder) })) {
    const module: Record<string, unknown> = await import(join(root, folder, file));
    if (module[operation] !== undefined && module[operation] === operations.get(operation))
      return `${file} ${operation}`;
  }
  return '';
}

function contractOf(procedure: string): unknown {
  return procedure.split('.').reduce<unknown>((holder, name) => Reflect.get(holder as object, name), contract);
}

/** The component or hook that the module exports, if it or what it imports says the procedure; empty otherwise. */
function componentSaying(screen: string, procedure: string): string {
  const path = `renderer/features/${screen}`;
  expect(existsSync(join(root, path)), path).toBe(true);
  const [exported] = [...read(path).matchAll(/^export function (\w+)/gm)].map(([, name]) => name);
  const said = closureOf(path).map(read).join('\n');
  const [group = '', name = ''] = procedure.split('.').slice(-2);
  // Through a variable as well: the group and, of it, the procedure.
  const isSaid = new RegExp(`\\b${group}\\b`).test(said) && new RegExp(`[.{,] ?${name}\\b`).test(said);
  return isSaid && exported !== undefined ? `${screen} ${exported}` : '';
}

/** The module and those of its own features that it imports. */
function closureOf(path: string, seen = new Set<string>()): string[] {
  if (seen.has(path)) return [];
  seen.add(path);
  const { module } = parseSync(path, read(path));
  const imported = module.staticImports
    .filter(({ entries }) => entries.some(({ isType }) => !isType))
    .map(({ moduleRequest: { value } }) => value)
    .filter((from) => from.startsWith('.'))
    .map((from) => join(dirname(path), from));
  return [
    path,
    ...imported.filter((one) => one.startsWith('renderer/features/')).flatMap((one) => closureOf(one, seen)),
  ];
}

/** Titles of the tests that a module has. */
function titlesIn(file: string): string[] {
  const titles: string[] = [];
  walk(parseSync(file, read(file)).program, undefined, (node: Node) => {
    if (node.type !== 'CallExpression' || !isTest(node.callee)) return;
    const [title] = node.arguments;
    if (title?.type === 'Literal' && typeof title.value === 'string') titles.push(title.value);
  });
  return titles;
}

/** `it`, `test`, and either with `.each(…)`. */
function isTest(callee: Node): boolean {
  if (callee.type === 'Identifier') return callee.name === 'it' || callee.name === 'test';
  if (callee.type === 'CallExpression') return isTest(callee.callee);
  return callee.type === 'MemberExpression' && isTest(callee.object);
}
