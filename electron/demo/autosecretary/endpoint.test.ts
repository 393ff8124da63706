import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type AutosecretaryUnderTest,
  key,
  numbers,
  openAutosecretary,
} from '../../../test/fixtures/autosecretary-numbers.ts';
import type { Authorization } from './authorization.ts';
import type { StandFault } from './fault-answer.ts';
import type { Traps } from './traps.ts';

let under: AutosecretaryUnderTest;
beforeEach(async () => {
  under = await openAutosecretary();
});
afterEach(() => under.close());

const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;

describe('answers (Autosecretary API v1, general properties)', () => {
  it('are a value between a code and a text', async () => {
    const answer = await under.request('un');
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect(await answer.json()).toEqual({ status_code: 200, status_msg: 'OK', value: [...numbers] });
  });

  it('say what is wrong', async () => {
    const answer = await under.request('cdr/byid', { phone: numbers[0], limit: 'many' });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ status_code: 400, status_msg: expect.stringContaining('limit') });
  });

  it('tell the time of the service', async () => {
    under.stand.setClockOffset(3_600_000);
    const date = (await under.request('un')).headers.get('date') ?? '';
    expect(Date.parse(date)).toBe(under.clock.now() + 3_600_000);
  });
});

describe('addresses', () => {
  it('are those of the document and no others', async () => {
    const { url } = under.stand;
    for (const path of ['/', '/api/v1', '/api/v1/un.svc', '/api/v1/UN', '/api/v1/cdr', '/api/v2/un', '/toString']) {
      expect((await fetch(new URL(path, url))).status, path).toBe(404);
    }
    expect((await under.request('un', {}, { method: 'POST' })).status).toBe(405);
    expect((await under.request('cdr/byid', {}, { method: 'PUT' })).status).toBe(405);
    expect((await under.request('un', {}, { method: 'PUT', body: '{}' })).status).toBe(415);
    expect(under.stand.journal).toEqual([]);
  });

  it('take no endless body', async () => {
    const large = await under.put('x'.repeat(2_000_000)).catch(() => undefined);
    expect(large === undefined || large.status === 413).toBe(true);
  });

  it('are noted with what was asked, without what is secret', async () => {
    await under.ask('cdr/byid', { phone: numbers[0], limit: 5 });
    await under.put({ phone: 'nobody' });
    expect(under.stand.journal).toMatchObject([
      {
        operation: 'cdr/byid',
        parameters: { phone: numbers[0], limit: '5' },
        credentials: 'api-key',
        outcome: 'success',
      },
      { operation: 'un put', body: { phone: 'nobody' }, outcome: 'refused' },
    ]);
    expect(JSON.stringify(under.stand.journal)).not.toContain(key);
    expect(under.stand.requestsFor('un put')).toHaveLength(1);
  });
});

describe('whoever asks', () => {
  const ways: [Authorization, string | undefined, string | undefined][] = [
    [{ kind: 'api-key', key: 'one two' }, 'Api-Key one two', 'Api-Key one'],
    [{ kind: 'basic', login: 'вася', password: 'a:b' }, basic('вася:a:b'), basic('вася:a')],
  ];

  it.each(ways)('is known by %o', async (authorization, right, wrong) => {
    under.stand.setAuthorization(authorization);
    const status = async (header: string | undefined) =>
      (await fetch(new URL('un', under.stand.url), header === undefined ? {} : { headers: { authorization: header } }))
        .status;
    expect([await status(right), await status(wrong), await status(undefined)]).toEqual([200, 401, 401]);
    expect(under.stand.journal.map(({ outcome }) => outcome)).toEqual(['success', 'unauthorized', 'unauthorized']);
  });

  it('may be known by the address alone, and no more once the access is withdrawn', async () => {
    under.stand.setAuthorization({ kind: 'address' });
    expect((await fetch(new URL('un', under.stand.url))).status).toBe(200);
    under.stand.setAuthorization(undefined);
    expect((await fetch(new URL('un', under.stand.url))).status).toBe(401);
  });

  it.each<[Traps['unauthorizedAs'], number, string]>([
    ['status', 401, '"status_code":401'],
    ['forbidden', 403, '"status_code":403'],
    ['error-in-200', 200, '"status_code":401'],
    ['login-page', 200, '<form>'],
  ])('is turned away by %s', async (unauthorizedAs, status, text) => {
    under.stand.setTraps({ unauthorizedAs });
    const answer = await under.request('un', {}, { headers: { authorization: 'Api-Key other' } });
    expect(answer.status).toBe(status);
    expect(await answer.text()).toContain(text);
  });

  it('gets the numbers that are there now, and no others', async () => {
    under.stand.addNumber({ phone: '4950000330' });
    under.stand.removeNumber(numbers[1]);
    expect((await under.ask('un')).value).toEqual([numbers[0], '4950000330']);
    for (const [foreignNumbers, status] of [
      ['bad-request', 400],
      ['not-found', 404],
      ['forbidden', 403],
    ] as const) {
      under.stand.setTraps({ foreignNumbers });
      expect((await under.request('un', { phone: numbers[1] })).status).toBe(status);
    }
  });

  it('may have to write numbers as the samples do', async () => {
    const statuses = async () => {
      const forms = [numbers[0], `8${numbers[0]}`, `+7${numbers[0]}`, ''];
      return Promise.all(forms.map(async (phone) => (await under.request('un', { phone })).status));
    };
    expect(await statuses()).toEqual([200, 200, 200, 400]);
    under.stand.setTraps({ phoneForms: 'ten-digits' });
    expect(await statuses()).toEqual([200, 400, 400, 400]);
  });
});

describe('answers that differ', () => {
  const refused = async () => {
    const answer = await under.request('cdr/byid');
    return [answer.status, ((await answer.json()) as { status_code?: number }).status_code];
  };

  it.each<[Traps['statuses'], unknown[]]>([
    ['agree', [400, 400]],
    ['http-200', [200, 400]],
    ['body-200', [400, 200]],
    ['absent', [400, undefined]],
  ])('the two codes of an error: %s', async (statuses, expected) => {
    under.stand.setTraps({ statuses });
    expect(await refused()).toEqual(expected);
  });

  it('the text of an error', async () => {
    const texts: unknown[] = [];
    for (const errorTexts of ['field', 'vague', 'html', 'null'] as const) {
      under.stand.setTraps({ errorTexts });
      const { status_msg } = (await (await under.request('cdr/byid')).json()) as { status_msg: unknown };
      texts.push(status_msg);
    }
    expect(texts).toEqual([expect.stringContaining('phone'), 'Ошибка', expect.stringContaining('<script>'), null]);
  });

  it('the envelope', async () => {
    under.stand.setTraps({ envelope: 'wrapped' });
    expect(await under.ask('un')).toMatchObject({ GetUnListResult: { status_code: 200, value: [...numbers] } });
    under.stand.setTraps({ envelope: 'value-as-text' });
    expect(await under.ask('un')).toMatchObject({ value: JSON.stringify(numbers) });
  });

  it('lists of numbers, and of none', async () => {
    under.stand.setTraps({ numberList: 'numbers' });
    expect((await under.ask('un')).value).toEqual(numbers.map(Number));
    under.stand.setTraps({ numberList: 'objects' });
    expect((await under.ask('un')).value).toContainEqual({ phone: numbers[0], description: 'Касса' });
    for (const phone of numbers) under.stand.removeNumber(phone);
    const values: unknown[] = [];
    for (const emptyLists of ['array', 'null', 'absent'] as const) {
      under.stand.setTraps({ emptyLists });
      values.push((await under.ask('un')).value);
    }
    expect(values).toEqual([[], null, undefined]);
  });

  it('numbers as strings, and fields nobody has seen', async () => {
    under.stand.setTraps({ scalars: 'strings', unknownFields: true });
    expect(await under.ask('un')).toMatchObject({ status_code: '200', trace: { steps: ['1', '2'] } });
    expect(await under.number()).toMatchObject({ max_queue_time: '20', music: { name: 'piano' } });
  });

  it('the label, and what stands before the JSON', async () => {
    under.stand.setTraps({ jsonAs: 'plain-text' });
    expect((await under.request('un')).headers.get('content-type')).toContain('text/plain');
    under.stand.setTraps({ jsonAs: 'with-mark' });
    const bytes = new Uint8Array(await (await under.request('un')).arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it('answers that take their time, before or after', async () => {
    for (const traps of [{ slowAnswersMs: 3_000 }, { lateAnswersMs: 3_000 }]) {
      under.stand.setTraps(traps);
      const answer = under.ask('un');
      await expect.poll(() => under.clock.pending()).toBe(1);
      expect(under.stand.journal.at(-1)?.outcome).toBe('slowAnswersMs' in traps ? 'pending' : 'success');
      under.clock.advance(3_000);
      await answer;
    }
  });
});

describe('what goes wrong instead of an answer', () => {
  it.each<[StandFault, number, number | undefined]>([
    [{ kind: 'status', status: 408 }, 408, 408],
    [{ kind: 'status', status: 429, in: 'body' }, 200, 429],
    [{ kind: 'status', status: 503, in: 'http' }, 503, 200],
    [{ kind: 'json', body: [1] }, 200, undefined],
  ])('%o', async (fault, status, code) => {
    under.stand.setTraps({ fault });
    const answer = await under.request('un');
    expect(answer.status).toBe(status);
    expect(((await answer.json()) as { status_code?: number }).status_code).toBe(code);
    expect(under.stand.journal).toMatchObject([{ outcome: 'pending' }]);
  });

  it('says how long to wait', async () => {
    under.stand.setTraps({ fault: { kind: 'status', status: 429, retryAfter: '7' } });
    expect((await under.request('un')).headers.get('retry-after')).toBe('7');
  });

  it.each(['html', 'not-json', 'bad-gateway', 'empty'] as const)('%s', async (kind) => {
    under.stand.setTraps({ fault: { kind } });
    await expect((await under.request('un')).json()).rejects.toThrow(SyntaxError);
  });

  it('more than anybody reads', async () => {
    under.stand.setTraps({ fault: { kind: 'huge' } });
    const answer = await under.request('un');
    let size = 0;
    for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) size += part.length;
    expect(size).toBeGreaterThan(64 * 1_048_576);
  });

  it('an answer that comes sign by sign and never ends, which does not keep the stand from closing', async () => {
    under.stand.setTraps({ fault: { kind: 'trickle' } });
    const answer = await under.request('un');
    const reader = answer.body?.getReader();
    let text = '';
    while (text.length < 50) {
      const { value } = (await reader?.read()) ?? {};
      text += Buffer.from(value ?? []).toString();
      under.clock.advance(1_000);
    }
    expect(text.trimEnd()).toBe('{"status_code":200,"status_msg":"OK","value":[');
    await under.stand.close();
    await expect(reader?.closed).rejects.toThrow();
    under = await openAutosecretary();
  });

  it('every second request of those it is meant for', async () => {
    under.stand.setTraps({ fault: { kind: 'status', status: 503, operations: ['un list'], every: 2 } });
    const statuses: number[] = [];
    for (const query of [{}, {}, { phone: numbers[0] }, {}, {}]) {
      statuses.push((await under.request('un', query)).status);
    }
    expect(statuses).toEqual([503, 200, 200, 503, 200]);
  });

  it('a write that was carried out and never confirmed', async () => {
    under.stand.setTraps({ fault: { kind: 'drop', when: 'after', operations: ['un put'] } });
    await expect(under.put({ phone: numbers[0], description: 'Новое' })).rejects.toThrow();
    expect(under.stand.number(numbers[0]).description).toBe('Новое');
  });
});
