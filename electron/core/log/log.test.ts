import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../../test/fakes/manual-clock.ts';
import { createLogger, type FileLogger, type LoggerOptions } from './log.ts';

let root = '';
let dataDirectory = '';
let logger: FileLogger;

function open(options: Partial<LoggerOptions> = {}): FileLogger {
  logger?.close();
  logger = createLogger({ dataDirectory, clock: createManualClock(Date.UTC(2026, 10, 20, 11)), ...options });
  return logger;
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'perezvon-log-'));
  dataDirectory = root;
  open();
});

afterEach(() => {
  logger.close();
  rmSync(root, { recursive: true });
});

const path = (name: string) => join(dataDirectory, 'logs', name);
const written = () => readFileSync(path('perezvon.log'), 'utf8');
const lines = () =>
  written()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

/** What is left of one value. */
function log(value: unknown): unknown {
  logger.info('test', { value });
  return lines().at(-1).fields.value;
}

describe('a line', () => {
  it('is JSON with time, level, event and fields', () => {
    logger.warn('http.failure', { status: 502, list: [1, 'two', null, true], nested: { deep: undefined } });
    expect(lines()).toEqual([
      {
        time: '2026-11-20T11:00:00.000Z',
        level: 'warn',
        event: 'http.failure',
        fields: { status: 502, list: [1, 'two', null, true], nested: {} },
      },
    ]);
  });

  it('below the level is not written', () => {
    logger.debug('quiet');
    logger.info('loud');
    expect(lines().map(({ event }) => event)).toEqual(['loud']);
    open({ level: 'debug' }).debug('now');
    expect(lines().at(-1).event).toBe('now');
  });

  it('is one line, whatever is in it', () => {
    log('first\nsecond\r\n\u2028third');
    expect(written().trimEnd().split('\n')).toHaveLength(1);
  });

  it('describes an error by name, code, message and cause, without the directories of its frames', () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:443'), { code: 'ECONNREFUSED' });
    const described = log(new TypeError('no answer', { cause })) as Record<string, unknown>;
    expect(described).toMatchObject({ name: 'TypeError', message: 'no answer', cause: { code: 'ECONNREFUSED' } });
    const frames = described.at as string[];
    expect(frames[0]).toMatch(/log\/log\.test\.ts:\d+:\d+\)?$/);
    expect(frames.join()).not.toContain(process.cwd());
  });

  it('is bounded in length, width and depth', () => {
    const round: Record<string, unknown> = {};
    round.round = round;
    log({
      round,
      wide: Array.from({ length: 10_000 }, String),
      long: 'ж'.repeat(90_000),
      longer: 'x'.repeat(5_000_000),
    });
    expect(written().length).toBeLessThan(10_000);
  });

  it('survives what throws when it is looked at', () => {
    const hostile = {
      get trap(): string {
        throw new Error('caught');
      },
    };
    logger.info('hostile', hostile);
    logger.info('after');
    expect(lines().map(({ event }) => event)).toEqual(['hostile', 'after']);
  });

  it.each([
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [Buffer.from('secret'), '[6 bytes]'],
    [new Map([['a', new Set([1])]]), { a: [1] }],
    [12n, '12'],
    [() => {}, '[function]'],
    [Symbol('x'), '[symbol]'],
  ])('holds no objects of other kinds', (value, shown) => {
    expect(log(value)).toEqual(shown);
  });
});

describe('what is personal or a capability by its form', () => {
  it.each([
    ['+79161000232', '•••0232'],
    ['call of 8 (916) 100-02-32 ended', 'call of •••0232 ended'],
    [79161000232, '•••0232'],
    ['sip:0042656976@sipnet.ru', 'sip:•••6976@sipnet.ru'],
    ['https://provider.example/record.php?key=abc', 'https://provider.example/•••'],
    ['GET http://login:pw@127.0.0.1:8080/x failed', 'GET http://127.0.0.1:8080/••• failed'],
    ['wss://relay.example', 'wss://relay.example'],
    ['POST /hook/abcDEF: 503', 'POST /hook/••• 503'],
    ['Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln', 'Bearer •••'],
    ['key 5f4dcc3b5aa765d61d8327deb882cf99 used', 'key ••• used'],
  ])('is masked: %s', (value, shown) => {
    expect(log(value)).toBe(shown);
  });

  it.each([
    'connect ECONNREFUSED 192.168.100.200:4432',
    '2026-11-20T11:00:00.000Z',
    '20.11.2026 11:00:00',
    '0b0f1cde-5a0b-4f52-9b29-0b8f6f6d0c11',
    1_795_169_703_000,
    -3.5,
    'getCallRecordingFromProviderByItsIdentifier',
  ])('and the rest stays: %s', (value) => {
    expect(log(value)).toBe(value);
  });

  it('goes by the name of the field as well', () => {
    expect(log({ password: 'short', apiKey: 7, Authorization: ['x'], 'set-cookie': 'a', refreshToken: 'b' })).toEqual({
      password: '•••',
      apiKey: '•••',
      Authorization: '•••',
      'set-cookie': '•••',
      refreshToken: '•••',
    });
  });

  it('does not slow down on hostile texts', () => {
    const since = performance.now();
    for (const text of ['a', '1', '1 ', '-', 'a1', 'http://', '/hook/', '(', 'eyJ'])
      log(text.repeat(99_999 / text.length));
    expect(performance.now() - since).toBeLessThan(3000);
  });
});

describe('a protected secret', () => {
  const places: ((secret: string) => unknown)[] = [
    (secret) => secret,
    (secret) => `before ${secret} after ${secret}`,
    (secret) => ({ [secret]: { [`x${secret}`]: [secret] } }),
    (secret) => new Map([[secret, new Set([secret])]]),
    (secret) => new Error(`failed with ${secret}`, { cause: Object.assign(new Error(secret), { code: secret }) }),
    (secret) => JSON.stringify({ password: secret }),
    (secret) => `login=a&pass=${encodeURIComponent(secret)}`,
    (secret) => `${new URLSearchParams({ secret })}`,
    (secret) => 'x'.repeat(1999 - secret.length / 2) + secret,
    (secret) => Buffer.from(`login:${secret}`).toString('base64'),
    (secret) => Buffer.from(`me:${secret}:more`).toString('base64url'),
  ];

  it('is in no line, wherever it stood and however it was spelled', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 8, maxLength: 60 }),
        fc.constantFrom(...places),
        fc.integer({ min: 0, max: 4 }),
        (secret, place, depth) => {
          dataDirectory = mkdtempSync(join(root, 'run-'));
          open().protect(secret);
          let value = place(secret);
          for (let level = 0; level < depth; level++) value = level % 2 === 0 ? { value } : [value];
          log(value);
          const line = written();
          const { event, fields } = JSON.parse(line);
          const everyText = JSON.stringify([event, fields], (_, inner) =>
            typeof inner === 'string' ? ` ${inner} ` : inner,
          );
          for (const form of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]) {
            expect(line).not.toContain(form);
            expect(everyText).not.toContain(form);
          }
          const encoded = Buffer.from(secret).toString('base64').replaceAll('=', '');
          expect(line).not.toContain(encoded.slice(0, -1));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is hidden in Basic authorization, whatever its place in the code', () => {
    logger.protect('Correct-Horse');
    for (const login of ['a', 'ab', 'abc', 'abcd']) {
      const shown = log(`Basic ${Buffer.from(`${login}:Correct-Horse`).toString('base64')}`) as string;
      const left = Buffer.from(shown.replace('Basic ', '').split('•••')[0] ?? '', 'base64').toString();
      expect(shown).toContain('•••');
      expect(left).not.toContain('Correct');
    }
  });

  it('that contains another is hidden whole, and one too short for a secret is left alone', () => {
    logger.protect('horse');
    logger.protect('horse-battery');
    logger.protect('a');
    expect(log('a horse-battery, a horse')).toBe('a •••, a •••');
  });
});

describe('the file', () => {
  it('is its owner’s alone', () => {
    log('x');
    if (process.platform !== 'win32') expect(statSync(path('perezvon.log')).mode & 0o777).toBe(0o600);
  });

  it('is turned over before it grows too large, and old ones are dropped', () => {
    open({ maxBytes: 1000, keep: 3 });
    for (let number = 0; number < 100; number++) logger.info('line', { number });
    expect(readdirSync(join(dataDirectory, 'logs')).sort()).toEqual([
      'perezvon.1.log',
      'perezvon.2.log',
      'perezvon.log',
    ]);
    for (const name of readdirSync(join(dataDirectory, 'logs')))
      expect(statSync(path(name)).size).toBeLessThanOrEqual(1000);
    expect(lines().at(-1).fields.number).toBe(99);
    const previous = readFileSync(path('perezvon.1.log'), 'utf8').trimEnd().split('\n');
    expect(JSON.parse(previous.at(-1) ?? '').fields.number + 1).toBe(lines()[0].fields.number);
  });

  it('goes on where the last run ended', () => {
    logger.info('before');
    open().info('after');
    expect(lines().map(({ event }) => event)).toEqual(['before', 'after']);
  });

  it('that cannot be written ends nothing, and its lines are counted', () => {
    writeFileSync(join(dataDirectory, 'logs'), 'in the way');
    logger.info('lost');
    logger.info('lost as well');
    rmSync(join(dataDirectory, 'logs'));
    mkdirSync(join(dataDirectory, 'logs'));
    logger.info('there');
    expect(lines()).toMatchObject([{ event: 'log.lines-lost', count: 2 }, { event: 'there' }]);
  });

  it('takes nothing after close', () => {
    logger.info('before');
    logger.close();
    logger.info('after');
    expect(lines()).toHaveLength(1);
  });
});
