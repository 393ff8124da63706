import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStand, type StandUnderTest, testAccount } from '../../../test/fixtures/sipnet-account.ts';
import { actionTitle, type DocumentedAction, sipnetDocument } from '../../../test/fixtures/sipnet-document.ts';
import { operations } from './operations/operations.ts';

/** The document's chapter 6 against the stand, row by row: what is asked, what is answered, what is refused. */
let under: StandUnderTest;
beforeEach(async () => {
  under = await openStand({ account: { ...testAccount, enabled: { genuser: true, prompt: true } } });
  const startedAt = under.clock.now() - 600_000;
  under.stand.addCall({ direction: 'out', remote: '79430000211', startedAt, talkSeconds: 61 });
});
afterEach(() => under.close());

const common = ['status', 'apiVersion', 'operation', 'account', 'sipid'];
const phone = '79430000224';

/** What an action needs to be carried out, made ready first where it is about something that must exist. */
const ready: Readonly<Record<string, () => Promise<Record<string, string>>>> = {
  'webbuttons add': async () => ({ phone }),
  'webbuttons update': async () => ({ cid: await addButton(), phone }),
  'webbuttons delete': async () => ({ cid: await addButton() }),
  'webhook set': async () => ({ url: 'https://relay.example/hook' }),
  genuser: async () => ({ email: 'new@example.com' }),
  getrec: async () => ({ cid: under.stand.calls[0]?.legs[0]?.cid ?? '' }),
  'recordcalls set': async () => ({ incalls: 'Y', outcalls: 'N' }),
  'aninnumbers delete': async () => ({ phone: '74950000120' }),
  'aninnumbers setdefault': async () => ({ phone: '74950000120' }),
  'aninnumbers add': async () => ({ phone }),
  'aninnumbers checkcode': async () => {
    await under.ask('aninnumbers', { action: 'add', phone });
    return { code: under.stand.settings().awaitingCode?.code ?? '' };
  },
  gencall: async () => ({ dstphone: phone }),
  genmulticall: async () => ({ dstphone: `${phone},79430000211` }),
  'redirect set': async () => ({ redirtype: '1' }),
  'report children': async () => ({ type: 'children' }),
  'report directions': async () => ({ type: 'directions' }),
};

async function addButton(): Promise<string> {
  return String((await under.ask('webbuttons', { action: 'add', phone: '74950000110' })).cid);
}

async function readyFor(row: DocumentedAction): Promise<Record<string, string>> {
  const parameters = (await ready[actionTitle(row)]?.()) ?? {};
  return row.action === undefined ? parameters : { action: row.action, ...parameters };
}

const titled = sipnetDocument.map((row) => [`${row.section} ${actionTitle(row)}`, row] as const);

describe('every operation and action of the document', () => {
  it('is an operation of the stand, and the stand has no other', () => {
    expect(new Set(sipnetDocument.map(({ operation }) => operation))).toEqual(new Set(operations.keys()));
    expect(operations.size).toBe(18);
    expect(sipnetDocument.map(actionTitle)).toHaveLength(new Set(sipnetDocument.map(actionTitle)).size);
  });

  it('is the subject of a test of its own here', () => {
    const here = fileURLToPath(new URL('.', import.meta.url));
    const titles = globSync('*.test.ts', { cwd: here })
      .map((file) => readFileSync(`${here}${file}`, 'utf8'))
      .flatMap((text) => [...text.matchAll(/^ {0,2}(?:describe|it)\('.*\(SIPNET API 2\.7\.0, ([\d., ]+)\)/gm)])
      .flatMap(([, sections = '']) => sections.split(', '));
    const sections = new Set(sipnetDocument.map(({ section }) => section));
    expect([...sections].filter((section) => !titles.includes(section))).toEqual([]);
  });

  it.each(titled)('%s is carried out with what is obligatory, and answers what is documented', async (_, row) => {
    const parameters = await readyFor(row);
    if (row.answers === 'audio') {
      const { login, password } = testAccount;
      const body = JSON.stringify({ operation: row.operation, login, password, ...parameters });
      const answer = await fetch(under.stand.url, { method: 'POST', body });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'audio/mpeg']);
      return;
    }
    const answer = await under.ask(row.operation, parameters);
    expect(answer).toMatchObject({ status: 'success', apiVersion: '2.0.5', operation: row.operation });
    expect(answer).toMatchObject({ account: testAccount.login, sipid: testAccount.sipId });
    const own = Object.keys(answer).filter((name) => !common.includes(name));
    if (row.answers !== 'undocumented') expect(own.toSorted()).toEqual([...row.answers].toSorted());
  });

  const asked = titled.flatMap(([title, row]) => row.required.map((name) => [title, name, row] as const));
  it.each(asked)('%s is refused without %s', async (_, name, row) => {
    const { [name]: left, ...rest } = await readyFor(row);
    expect(left).toBeDefined();
    for (const parameters of [rest, { ...rest, [name]: '' }]) {
      const refusal = await under.ask(row.operation, parameters);
      expect(refusal).toMatchObject({ status: 'error', errorDescription: name, operation: row.operation });
      expect(refusal.errorCode).toBeTypeOf('number');
      expect(refusal.errorMessage).toMatch(/\S/);
    }
  });

  const listed = titled.flatMap(([title, row]) =>
    Object.entries(row.values).map(([name, values]) => [title, name, values, row] as const),
  );
  it.each(listed)('%s takes %s of the listed values and refuses another', async (_, name, values, row) => {
    for (const value of values) {
      const parameters = { ...(await readyFor(row)), [name]: value };
      expect(await under.ask(row.operation, parameters), value).toMatchObject({ status: 'success' });
    }
    const parameters = { ...(await readyFor(row)), [name]: 'other' };
    expect(await under.ask(row.operation, parameters)).toMatchObject({ status: 'error', errorDescription: name });
  });

  const withActions = new Set(titled.filter(([, { action }]) => action !== undefined).map(([, row]) => row.operation));
  it.each([...withActions])('%s does by itself what is documented, and no action that is not', async (operation) => {
    const byDefault = sipnetDocument.find((row) => row.operation === operation && row.byDefault);
    const bare = await under.ask(operation);
    if (byDefault) expect(bare).toEqual(await under.ask(operation, { action: byDefault.action }));
    else expect(bare).toMatchObject({ status: 'error', errorDescription: 'action' });
    expect(await under.ask(operation, { action: 'dance' })).toMatchObject({ errorDescription: 'action' });
  });

  const periodic = titled.filter(([, { optional }]) => optional.includes('d1'));
  it.each(periodic)('%s takes a period, and both ends of it mean today when left out', async (_, row) => {
    const parameters = await readyFor(row);
    const today = await under.ask(row.operation, parameters);
    expect(await under.ask(row.operation, { ...parameters, d1: '20.11.2026' })).toEqual(today);
    expect(await under.ask(row.operation, { ...parameters, d2: '20.11.2026' })).toEqual(today);
    const refused = { status: 'error', errorDescription: 'd2' };
    expect(await under.ask(row.operation, { ...parameters, d2: '32.01.2026' })).toMatchObject(refused);
  });
});
