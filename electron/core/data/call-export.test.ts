import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { createTemporaryDatabase, type TemporaryDatabase } from '../../../test/fakes/temporary-database.ts';
import { type CallRows, createCallRows } from '../database/call-rows.ts';
import { createPersonRows } from '../database/person-rows.ts';
import { exportCalls } from './call-export.ts';

let temporary: TemporaryDatabase;
let calls: CallRows;
beforeEach(() => {
  temporary = createTemporaryDatabase();
  calls = createCallRows(temporary.database);
});
afterEach(() => temporary.remove());

function add(count: number, received = '79161000232'): void {
  temporary.database.transaction(() => {
    for (let index = 0; index < count; index += 1) insert(received, index);
  });
}

function insert(received: string, index: number): void {
  calls.insert({
    accountId: 'account-1',
    direction: 'in',
    state: 'missed',
    remote: parseParty(received),
    line: '+74950000001',
    answeredBy: undefined,
    startedAt: Date.UTC(2026, 10, 20, 21, 5, 9) + index * 1000,
    answeredAt: undefined,
    endedAt: undefined,
    talkSeconds: undefined,
    ringSeconds: 20,
    facts: undefined,
    listed: {},
    recording: undefined,
  });
}

async function read(): Promise<{ text: string; progress: string[] }> {
  const pieces: string[] = [];
  const progress: string[] = [];
  const deps = { calls, accountLabel: () => 'Shop' };
  for await (const piece of exportCalls(deps, { filter: { kind: 'all' }, locale: 'en', timeZone: 'Europe/Moscow' })) {
    pieces.push(piece.text);
    progress.push(`${piece.done}/${piece.total}`);
  }
  return { text: pieces.join(''), progress };
}

it('writes what a spreadsheet reads, in the zone that was asked for', async () => {
  add(1);
  expect((await read()).text).toBe(
    '\ufeffTime,Direction,Outcome,Name,Number,Line,Account,"Rang, s","Talked, s",Note\r\n' +
      '2026-11-21 00:05:09,incoming,missed,,+7 916 100-02-32,+7 495 000-00-01,Shop,20,,\r\n',
  );
});

it('makes no formula of what a stranger is called', async () => {
  add(1);
  const name = '=HYPERLINK("http://evil.example","x")';
  createPersonRows(temporary.database).save({ key: '+79161000232', name, note: '' }, 0);
  expect((await read()).text).toContain(`,"'=HYPERLINK(""http://evil.example"",""x"")",+7 916`);
});

it('tells how far it is, a page at a time, and loses no call', async () => {
  add(1200);
  const { text, progress } = await read();
  expect(progress).toEqual(['0/1200', '500/1200', '1000/1200', '1200/1200']);
  expect(text.split('\r\n')).toHaveLength(1 + 1200 + 1);
});
