import { afterEach, beforeEach, expect, it } from 'vitest';
import { type CallColumn, callColumns } from '../../../shared/domain/call-columns.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { createTemporaryDatabase, type TemporaryDatabase } from '../../../test/fakes/temporary-database.ts';
import { createCallModel, storedCall } from '../../../test/fixtures/call-model.ts';
import type { Calls } from '../calls/calls.ts';
import { createPersonRows } from '../people/person-rows.ts';
import { exportCalls } from './call-export.ts';
import { textMark } from './table-line.ts';

let temporary: TemporaryDatabase;
let calls: Calls;
beforeEach(() => {
  temporary = createTemporaryDatabase();
  calls = createCallModel(temporary);
});
afterEach(() => temporary.remove());

function add(count: number, received = '79161000232'): void {
  temporary.database.transaction(() => {
    for (let index = 0; index < count; index += 1) insert(received, index);
  });
}

function insert(received: string, index: number): void {
  calls.store.insert(
    storedCall({
      state: 'missed',
      remote: parseParty(received),
      line: '+74950000001',
      startedAt: Date.UTC(2026, 10, 20, 21, 5, 9) + index * 1000,
      talkSeconds: undefined,
      ringSeconds: 20,
    }),
  );
}

async function read(
  locale: 'ru' | 'en' = 'en',
  columns: readonly CallColumn[] = callColumns,
): Promise<{ text: string; progress: string[] }> {
  const pieces: string[] = [];
  const progress: string[] = [];
  const deps = { log: calls.log, accountLabel: () => 'Shop' };
  const request = { filter: { kind: 'all' as const }, columns, locale, timeZone: 'Europe/Moscow' };
  for await (const piece of exportCalls(deps, request)) {
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

it('separates by semicolons where a comma stands in numbers', async () => {
  add(1);
  createPersonRows(temporary.database).save({ key: '+79161000232', name: 'Ромашка; ООО', note: '' }, 0);
  expect((await read('ru')).text).toBe(
    '\ufeffВремя;Направление;Чем кончился;Имя;Номер;Линия;Аккаунт;"Вызов, с";"Разговор, с";Заметка\r\n' +
      '2026-11-21 00:05:09;входящий;пропущен;"Ромашка; ООО";+7 916 100-02-32;+7 495 000-00-01;Shop;20;;\r\n',
  );
});

it('has the columns that were chosen, in their own order', async () => {
  add(1);
  expect((await read('en', ['number', 'time'])).text).toBe(
    '\ufeffTime,Number\r\n2026-11-21 00:05:09,+7 916 100-02-32\r\n',
  );
});

it('keeps the zeros of a number that is no telephone number', async () => {
  add(1, '0042656976');
  expect((await read()).text).toContain(`,${textMark}0042656976,`);
});

it('makes no formula of what a stranger is called', async () => {
  add(1);
  const name = '=HYPERLINK("http://evil.example","x")';
  createPersonRows(temporary.database).save({ key: '+79161000232', name, note: '' }, 0);
  expect((await read()).text).toContain(`,"${textMark}=HYPERLINK(""http://evil.example"",""x"")",+7 916`);
});

it('tells how far it is, a page at a time, and loses no call', async () => {
  add(1200);
  const { text, progress } = await read();
  expect(progress[0]).toBe('0/1200');
  expect(progress.at(-1)).toBe('1200/1200');
  // On a slow machine a page is shorter: it ends with its time.
  const done = progress.map((step) => Number.parseInt(step, 10));
  for (const [index, count] of done.entries()) {
    expect(count).toBeGreaterThanOrEqual(done[index - 1] ?? 0);
    expect(count).toBeLessThanOrEqual((done[index - 1] ?? 0) + 500);
  }
  expect(text.split('\r\n')).toHaveLength(1 + 1200 + 1);
});
