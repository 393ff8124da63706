import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { directionsIn, ownBy, readCallRow, readRowRecording, type SipnetList, subAccountsBeside } from './call-rows.ts';

const isOwn = ownBy(['0042656976', '74951234567']);
const read = (row: unknown, list: SipnetList = 'calls') => readCallRow(list, row, isOwn);

const incoming = {
  CID: 81_236_512,
  Account: '0042656976',
  Direction: 'Россия/Москва',
  GMT: '20.11.2026 10:15:00',
  Phone: '74951234567',
  CLI: '79161000232',
  Duration: 61,
  URL: 'https://records.sipnet.example/r?key=capability',
};

describe('the account of a row', () => {
  it.each<[string, string, (string | undefined)[], string | undefined]>([
    ['another login', 'anna', ['shop', '0042656976'], 'anna'],
    ['another login in other letters', ' Anna@sipnet.ru', ['shop', '0042656976'], 'anna'],
    // One form for all: whoever counts its calls must not miss those of another one.
    ...['0042000001', '42000001', '0042000001@sipnet.ru', 'sip:0042000001@sipnet.ru'].map(
      (written): [string, string, string[], string] => [written, written, ['shop', '0042656976'], '0042000001'],
    ),
    ['the own login in other letters', 'SHOP', ['shop', '0042656976'], undefined],
    ['the own SIP id without its zeros', '42656976', ['shop', '0042656976'], undefined],
    ['the own SIP id as an address', 'sip:0042656976@sipnet.ru', ['shop', '0042656976'], undefined],
    // A login says nothing of a SIP id: it may be the same account's.
    ['a SIP id beside a login alone', '0042000001', ['shop'], undefined],
    ['a login beside nothing', 'anna', [undefined], undefined],
    ['none', '', ['shop', '0042656976'], undefined],
  ])('is told where it is another than the own: %s', (_, account, own, told) => {
    expect(subAccountsBeside(own)(account)).toBe(told);
  });

  it.each([
    ["a user of the account's own PBX", 'pbxcalls', { user: '101' }, undefined],
    ['its own phone', 'pbxcalls', { account: '74951234567' }, undefined],
    ['its own phone as it is dialled', 'calls', { account: '8 (495) 123-45-67' }, undefined],
    ['another account beside a user', 'pbxcalls', { account: '0042000001', user: '101' }, '0042000001'],
    ['another account under the other name', 'pbxcalls', { sipid: '0042000001' }, '0042000001'],
  ] as const)('%s, in %s', (_, list, fields, told) => {
    const { Account: _own, ...rest } = incoming;
    const row = readCallRow(list, { ...rest, ...fields }, isOwn, undefined, subAccountsBeside(['shop', '0042656976']));
    expect(row?.subAccount).toBe(told);
  });
});

describe('a row of calls', () => {
  it('is put on the common model', () => {
    expect(read(incoming)).toEqual({
      list: 'calls',
      key: `81236512@${(Date.UTC(2026, 10, 20, 10, 15) / 1000).toString(36)}`,
      rank: 1,
      ids: [{ kind: 'leg', value: '81236512' }],
      direction: 'in',
      remote: '79161000232',
      line: '74951234567',
      startedAt: Date.UTC(2026, 10, 20, 10, 15),
      talkSeconds: 61,
      outcome: 'ended',
      recording: JSON.stringify({ cid: '81236512', startedAt: Date.UTC(2026, 10, 20, 10, 15) }),
      raw: { ...incoming, URL: '…' },
    });
    // The address is a secret: it is read where a recording is fetched, and kept nowhere.
    expect(JSON.stringify(read(incoming))).not.toContain('capability');
    expect(readRowRecording(incoming)).toMatchObject({ cid: '81236512', url: incoming.URL });
  });

  it('is the same under lower-case names, with numbers as text, unknown fields and nulls', () => {
    const lower = Object.fromEntries(
      Object.entries(incoming).map(([name, value]) => [name.toLowerCase(), String(value)]),
    );
    expect(read({ ...lower, tariff: { steps: [1] }, uuid: null })).toMatchObject({
      ids: [{ kind: 'leg', value: '81236512' }],
      direction: 'in',
      talkSeconds: 61,
      outcome: 'ended',
    });
  });

  it.each([
    ['an own number that is called', {}, 'in'],
    ['an own number in another spelling', { Phone: '8 (495) 123-45-67' }, 'in'],
    ['an own SIP address that is called', { Phone: 'sip:0042656976@sipnet.ru' }, 'in'],
    ['a child that calls', { Account: '0042656999', CLI: '0042656999', Phone: '79161000232' }, 'out'],
    ['an own number that calls', { Phone: '79161000232', CLI: '+74951234567' }, 'out'],
    ['two foreign numbers', { Phone: '78002000600' }, undefined],
    ['two own numbers', { CLI: '0042656976' }, undefined],
    ['two foreign numbers and a word on it', { Phone: '78002000600', Direction: 'OUT' }, 'out'],
    ['a destination that begins like a word', { Phone: '78002000600', Direction: 'Indonesia' }, undefined],
  ])('with %s', (_, change, direction) => {
    expect(read({ ...incoming, ...change })?.direction).toBe(direction);
  });

  it('keeps its only number, whichever side it was', () => {
    const { Phone: _phone, ...withoutPhone } = incoming;
    expect(read(withoutPhone)).toMatchObject({ remote: '79161000232', line: '0042656976' });
    expect(read({ ...incoming, CLI: '', Phone: '79161000232' })).toMatchObject({ remote: '79161000232' });
  });

  it('of a hidden caller stays an incoming call', () => {
    expect(read({ ...incoming, CLI: 'anonymous' })).toMatchObject({ direction: 'in', remote: 'anonymous' });
    expect(read({ ...incoming, CLI: null })).toMatchObject({ direction: 'in', remote: '' });
  });

  it.each([
    [0, {}, 'missed'],
    ['00:00', {}, 'missed'],
    [0, { Phone: '79161000232', CLI: '74951234567' }, 'no-answer'],
    [0, { Phone: '78002000600' }, undefined],
    ['1:01:01', {}, 'ended'],
    [null, {}, undefined],
    ['soon', {}, undefined],
  ])('of duration %s proves no more than it does', (Duration, change, outcome) => {
    expect(read({ ...incoming, ...change, Duration })?.outcome).toBe(outcome);
  });

  it('without a URL has no recording', () => {
    expect(read({ ...incoming, URL: '' })?.recording).toBeUndefined();
    expect(read({ ...incoming, URL: null })?.recording).toBeUndefined();
  });

  it.each([null, 'row', 7, [], {}, { GMT: 'yesterday', Phone: '1' }])('such as %j cannot be read', (row) => {
    expect(read(row)).toBeUndefined();
  });
});

describe('a row of attempts', () => {
  const attempt = { Account: '0042656976', GMT: '20.11.2026 10:15:00', Phone: '74951234567', CLI: '79161000232' };
  const outgoing = { ...attempt, Phone: '79161000232', CLI: '74951234567' };

  it.each([
    [19, 'missed', 'no-answer'],
    ['16', 'missed', 'no-answer'],
    [17, 'rejected', 'busy'],
    [21, 'rejected', 'rejected'],
    [27, 'missed', 'failed'],
    [26, undefined, undefined],
    [undefined, 'missed', 'no-answer'],
  ])('with cause %s', (ISDNCode, whenIncoming, whenOutgoing) => {
    expect(read({ ...attempt, ISDNCode }, 'attempts')?.outcome).toBe(whenIncoming);
    expect(read({ ...outgoing, ISDNCode }, 'attempts')?.outcome).toBe(whenOutgoing);
  });
});

describe('a row of pbxcalls', () => {
  const pbx = {
    uuid: '0b9f3c1e-6f5c-4a52-8a39-0d3f6a0e7a11',
    created: '20.11.2026 10:15:00',
    caller_id: '79161000232',
    callee_id: '74951234567',
    direction: 'in',
    sip_id: '0042656976',
    duration: 61,
  };

  it('is put on the common model by the names of the webhook', () => {
    expect(read(pbx, 'pbxcalls')).toEqual({
      list: 'pbxcalls',
      key: `${pbx.uuid}@${(Date.UTC(2026, 10, 20, 10, 15) / 1000).toString(36)}`,
      rank: 0,
      ids: [{ kind: 'call', value: pbx.uuid }],
      direction: 'in',
      remote: '79161000232',
      line: '74951234567',
      startedAt: Date.UTC(2026, 10, 20, 10, 15),
      talkSeconds: undefined,
      outcome: undefined,
      recording: undefined,
      raw: pbx,
    });
  });

  it.each([
    [0, 'in', 'missed'],
    [0, 'out', 'no-answer'],
    [1, 'in', undefined],
    [null, 'in', undefined],
  ])('of duration %s, %s, proves no more than it does', (duration, direction, outcome) => {
    const sides = direction === 'in' ? {} : { caller_id: pbx.callee_id, callee_id: pbx.caller_id };
    expect(read({ ...pbx, ...sides, direction, duration }, 'pbxcalls')).toMatchObject({ direction, outcome });
  });

  it('under the names of the other lists is read the same', () => {
    const other = { UUID: pbx.uuid, GMT: pbx.created, CLI: pbx.caller_id, Phone: pbx.callee_id, Account: pbx.sip_id };
    const { raw: _, ...told } = read(other, 'pbxcalls') ?? {};
    expect(told).toMatchObject({
      ids: [{ kind: 'call', value: pbx.uuid }],
      remote: '79161000232',
      line: '74951234567',
    });
  });
});

describe('any row', () => {
  const anyRow = fc.dictionary(
    fc.constantFrom(
      'CID',
      'cid',
      'GMT',
      'Phone',
      'CLI',
      'Duration',
      'URL',
      'Direction',
      'ISDNCode',
      'Account',
      '__proto__',
      'x',
    ),
    fc.anything(),
  );

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(anyRow, fc.anything()), fc.constantFrom('calls', 'attempts', 'pbxcalls'), (row, list) => {
        readCallRow(list as 'calls', row, isOwn);
      }),
    );
  });

  it('with a time that can be read is a call, and never shows an address', () => {
    fc.assert(
      fc.property(anyRow, fc.webUrl({ withQueryParameters: true }), (row, url) => {
        const call = read({
          ...row,
          GMT: '20.11.2026 10:15:00',
          gmt: '20.11.2026 10:15:00',
          URL: url,
          Extra: { deep: [url] },
        });
        expect(call?.startedAt).toBe(Date.UTC(2026, 10, 20, 10, 15));
        expect(JSON.stringify(call?.raw)).not.toContain(url);
      }),
    );
  });
});

describe('which way a call between two numbers went', () => {
  const pbx = (callerId: string, calleeId: string, direction: string) =>
    readCallRow('pbxcalls', { uuid: 'u', created: '20.11.2026 11:00:00', callerId, calleeId, direction }, () => false);
  const told = (...rows: ReturnType<typeof pbx>[]) => directionsIn(rows.filter((row) => row !== undefined));

  it('is told by the rows of the PBX, in any spelling of the numbers', () => {
    const directions = told(pbx('79161000232', '74950000110', 'in'), pbx('74950000110', '79430000224', 'out'));
    expect(directions('+7 916 100-02-32', '8 (495) 000-01-10')).toBe('in');
    expect(directions('74950000110', '+79430000224')).toBe('out');
    expect(directions('79430000224', '74950000110')).toBeUndefined();
  });

  it('also of a caller who hides the number', () => {
    expect(told(pbx('', '74950000110', 'in'))('', '74950000110')).toBe('in');
  });

  it('is not told where they disagree, or do not say', () => {
    const both = [pbx('74950000110', '74950000111', 'in'), pbx('74950000110', '74950000111', 'out')];
    expect(told(...both)('74950000110', '74950000111')).toBeUndefined();
    expect(told(...both, ...both)('74950000110', '74950000111')).toBeUndefined();
    expect(told(pbx('79161000232', '74950000110', 'Россия/Москва'))('79161000232', '74950000110')).toBeUndefined();
  });
});
