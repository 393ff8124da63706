import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFields } from '../fields.ts';
import { findOrderRow, readCallees, readOrderId, readProgress } from './callback.ts';

const orderId = (answer: unknown) => readOrderId(readFields(answer) ?? {});

describe('readOrderId', () => {
  it.each([
    [{ id: 123_456_789 }, '123456789'],
    [{ ID: 'abc' }, 'abc'],
    [{ CallId: 'abc' }, 'abc'],
    [{ call_id: 'abc' }, 'abc'],
    [{ gencall: { id: 'abc' } }, 'abc'],
    [{ calls: [{ cid: 'abc' }] }, 'abc'],
    [{ account: 'ivanov', sipid: '0042656976', status: 'success' }, undefined],
    [{ id: null }, undefined],
    [{ id: {} }, undefined],
  ])('finds the id of %j', (answer, id) => {
    expect(orderId(answer)).toBe(id);
  });
});

describe('findOrderRow', () => {
  const orderedAt = Date.UTC(2026, 10, 20, 10, 15);
  const row = { GMT: '20.11.2026 10:15:02', SrcPhone: '1', DstPhone: '2' };

  it('takes the row that names the order among others', () => {
    const mine = { ...row, id: 7 };
    expect(findOrderRow([{ ...row, id: 6 }, mine], '7', orderedAt)).toBe(mine);
  });

  it('takes a row without an id only when it is the only one, and near', () => {
    expect(findOrderRow([row], '7', orderedAt)).toBe(row);
    expect(findOrderRow([row, row], '7', orderedAt)).toBeUndefined();
    expect(findOrderRow([{ ...row, GMT: '20.11.2026 08:00:00' }], '7', orderedAt)).toBeUndefined();
  });

  it('never takes the row of another order', () => {
    expect(findOrderRow([{ ...row, id: 6 }], '7', orderedAt)).toBeUndefined();
    expect(findOrderRow([], '7', orderedAt)).toBeUndefined();
  });
});

describe('readProgress', () => {
  it.each([
    [{}, 'ordered', false],
    [{ Duration: 0 }, 'ordered', false],
    [{ State: 'ringing-source' }, 'ringing-own', false],
    [{ State: 'INVITE' }, 'ringing-own', false],
    [{ State: 'ringing-destination' }, 'ringing-remote', false],
    [{ Status: 'CONNECTED' }, 'connected', true],
    [{ State: 'BYE', Duration: 30 }, 'ended', false],
    [{ State: 'ended', Duration1: 40, Duration2: 30 }, 'ended', true],
    [{ State: 'no answer' }, 'failed', false],
    [{ State: 'not connected' }, 'failed', false],
    [{ State: 'выполняется' }, 'ordered', false],
    [{ SrcDuration: 12, DstDuration: 0 }, 'ringing-remote', false],
    [{ SrcDuration: '12', DstDuration: '7' }, 'ended', true],
    [{ Duration: 7 }, 'ended', false],
  ])('reads %j', (row, state, wasConnected) => {
    expect(readProgress(row)).toEqual({ state, wasConnected, raw: row });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (row) => void readProgress(row)));
  });
});

describe('readCallees', () => {
  it('takes rows of the order that name one number, and their word on it', () => {
    const leg = (DstPhone: unknown, fields: object) => ({ id: 7, DstPhone, ...fields });
    const rows = [
      leg('79161000232', { State: 'connected' }),
      leg('79161000233', { State: 'no answer' }),
      leg('79161000234', { State: 'BYE', Duration: 30 }),
      leg('79161000235,79161000236', { State: 'connected' }),
      leg(null, { State: 'connected' }),
      { ...leg('79161000237', { State: 'connected' }), id: 6 },
      'connected',
    ];
    expect(readCallees(rows, '7')).toEqual([
      { remote: '79161000232', state: 'answered' },
      { remote: '79161000233', state: 'not-answered' },
      { remote: '79161000234', state: 'unknown' },
    ]);
  });

  it('never throws, and never tells of an order without its id', () => {
    fc.assert(
      fc.property(fc.array(fc.anything()), (rows) => {
        expect(readCallees(rows, crypto.randomUUID())).toEqual([]);
      }),
    );
  });
});
