import { gzipSync, unzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { largestHookBody } from '../relay-wire.ts';
import { mostFields } from './form.ts';
import { readHookBody } from './hook-body.ts';

const form = 'application/x-www-form-urlencoded';
const labels = [
  undefined,
  '',
  ';;;',
  'application/json',
  'application/json; charset=windows-1251',
  form,
  'application/X-WWW-Form-Urlencoded; charset=UTF-8',
  'multipart/form-data; boundary=x',
  'text/plain',
  'text/html; charset=koi8-r',
];

function readBytes(bytes: Uint8Array, contentType?: string) {
  return readHookBody({
    bytes,
    contentType,
    unzip: (zipped, maxOutputLength) => unzipSync(zipped, { maxOutputLength }),
  });
}
const readText = (text: string, contentType?: string) => readBytes(Buffer.from(text), contentType);
const contentOf = (reading: ReturnType<typeof readHookBody>) => JSON.parse(reading?.json ?? 'null');
const understood = (text: string, contentType?: string) => {
  const reading = readText(text, contentType);
  expect(reading?.isStructured).toBe(true);
  return contentOf(reading);
};

/** Of text in the code page of Russian Windows: letters, quotation marks and the numero sign. */
function windows1251(text: string): Buffer {
  const table = new Map(
    Array.from({ length: 256 }, (_, byte) => [new TextDecoder('windows-1251').decode(Uint8Array.of(byte)), byte]),
  );
  return Buffer.from([...text].map((letter) => table.get(letter) ?? 0x3f));
}
const russian = fc.oneof(
  fc.stringMatching(/^[А-Яа-я]{2,12}( [А-Яа-я-]{2,12}){0,2}$/u),
  // The last begins with the bytes of UTF-16's order mark.
  fc.constantFrom('ООО «Ёлка» №7', 'Пётр', 'Алёна Лёвина', 'яюАА'),
);

afterEach(() => vi.restoreAllMocks());

describe('a posted body that is JSON', () => {
  it('is kept as it was written, whatever its label says', () => {
    const body = fc.oneof(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 5 })), fc.array(fc.jsonValue()));
    fc.assert(
      fc.property(body, fc.constantFrom(...labels), fc.constantFrom(undefined, 1), (value, label, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        expect(readText(text, label)).toEqual({ json: text, isStructured: true });
      }),
    );
  });

  it('keeps every digit of an id', () => {
    expect(readText('{"cid":9007199254740993}', form)?.json).toBe('{"cid":9007199254740993}');
  });

  it('is found behind marks, before zeros, in UTF-16 and in gzip', () => {
    const text = '{"name":"Иван"}';
    const utf16 = Buffer.from(text, 'utf16le');
    for (const bytes of [
      Buffer.from(`\ufeff ${text}\r\n`),
      Buffer.from(`${text}\0`),
      utf16,
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      Buffer.from(utf16).swap16(),
      gzipSync(text),
      Buffer.from(JSON.stringify(text)),
    ]) {
      for (const label of labels) expect(contentOf(readBytes(bytes, label))).toEqual({ name: 'Иван' });
    }
  });

  it('is read in the old code page of Russia, labelled or not, and in another one where the label says so', () => {
    fc.assert(
      fc.property(
        russian,
        fc.constantFrom(undefined, 'application/json', 'text/plain; charset=cp1251'),
        (name, label) => {
          expect(contentOf(readBytes(windows1251(JSON.stringify({ name })), label))).toEqual({ name });
          expect(contentOf(readText(JSON.stringify({ name }), label))).toEqual({ name });
        },
      ),
    );
    const koi = Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xe9, 0xd7, 0xc1, 0xce]), Buffer.from('"}')]);
    expect(contentOf(readBytes(koi, 'application/json; charset=KOI8-R'))).toEqual({ name: 'Иван' });
    expect(contentOf(readBytes(koi, 'application/json; charset=nonsense'))).toEqual({ name: 'йЧБО' });
  });

  it('stays UTF-8 when a letter in it was cut in two', () => {
    const whole = Buffer.from('{"name":"Иван Петров","caller_id":"79161000232"}');
    const cut = Buffer.concat([whole.subarray(0, 11), whole.subarray(12)]);
    expect(contentOf(readBytes(cut))).toMatchObject({ name: expect.stringContaining('ан Петров') });
  });

  it('is a list where it is one object a line', () => {
    expect(understood('{"n":1}\r\n{"n":2}\n')).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it.each([
    ['the name of a field', '%7B%22cid%22%3A%221%22%2C%22caller_id%22%3A%22%2B7916%22%7D='],
    ['the only field', 'payload=%7B%22cid%22%3A%221%22,%22caller_id%22%3A%22%2B7916%22%7D'],
    [
      'the only part',
      '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n{"cid":"1","caller_id":"+7916"}\r\n--b--',
    ],
  ])('is found as %s', (_where, text) => {
    for (const label of labels) expect(understood(text, label)).toEqual({ cid: '1', caller_id: '+7916' });
  });
});

describe('a posted body that is a form', () => {
  it('is a record of its fields, whatever its label says', () => {
    const word = fc.stringMatching(/^[\p{L}\d +&=%\n"{}-]{1,20}$/u);
    const fields = fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-z_]{1,12}$/), word), {
      minLength: 2,
      maxLength: 20,
      selector: ([name]) => name,
    });
    fc.assert(
      fc.property(fields, fc.constantFrom(...labels), (pairs, label) => {
        expect(understood(String(new URLSearchParams(pairs)), label)).toEqual(Object.fromEntries(pairs));
        const parts = pairs.map(
          ([name, value]) => `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
        );
        expect(understood(`${parts.join('')}--b--\r\n`, label)).toEqual(Object.fromEntries(pairs));
      }),
    );
  });

  it('lists a name that comes again and nests what PHP nests', () => {
    expect(understood('cid=1&cid=2&cid=3&__proto__=x&constructor=y')).toEqual(
      JSON.parse('{"cid":["1","2","3"],"__proto__":"x","constructor":"y"}'),
    );
    expect(understood('0[cid]=1&0[state]=BYE&1%5Bcid%5D=2&a[]=x&a[]=y&b=z&b[c]=1&__proto__[d]=1')).toEqual(
      JSON.parse(
        '{"0":{"cid":"1","state":"BYE"},"1":{"cid":"2"},"a":{"0":"x","1":"y"},"b":"z","b[c]":"1","__proto__":{"d":"1"}}',
      ),
    );
  });

  it('is read in the old code page of Russia, written out or in percent signs', () => {
    fc.assert(
      fc.property(russian, (name) => {
        const bytes = [...windows1251(name)];
        const signs = bytes.map((byte) => (byte === 0x20 ? '+' : `%${byte.toString(16).padStart(2, '0')}`)).join('');
        expect(understood(`state=BYE&name=${signs}`)).toEqual({ state: 'BYE', name });
      }),
    );
    expect(contentOf(readBytes(windows1251('state=BYE&name=Анна'), form))).toEqual({ state: 'BYE', name: 'Анна' });
    expect(understood('share=100%&name=%zz%D0%90', form)).toEqual({ share: '100%', name: '%zzА' });
  });

  it('may have forgotten to encode its blanks, if it says that it is one', () => {
    expect(understood('state=BYE&name=Ivan Petrov\r\n', form)).toEqual({ state: 'BYE', name: 'Ivan Petrov' });
  });
});

describe('a posted body that is neither', () => {
  it.each([
    'INVITE',
    '"INVITE"',
    'null',
    '{"call_id":',
    '<html><a href="x?a=1&b=2"></html>',
    'Date: today\nState=BYE',
    '--x--',
    `${'['.repeat(30_000)}${']'.repeat(30_000)}`,
    'a=1&'.repeat(mostFields + 1),
  ])('is kept as the beginning of its text: %.30s', (text) => {
    expect(readText(text)).toEqual({ json: JSON.stringify(text.slice(0, 4096)), isStructured: false });
  });

  it('is nothing when there is nothing in it', () => {
    for (const text of ['', '  \r\n', '\ufeff', '\0\0']) expect(readText(text, form)).toBeUndefined();
  });

  it('is bounded and JSON, whatever its bytes', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
    );
    fc.assert(
      fc.property(bytes, fc.constantFrom(...labels), (body, label) => {
        const reading = readBytes(body, label);
        if (reading === undefined) return;
        const value = JSON.parse(reading.json);
        expect(typeof value).toBe(reading.isStructured ? 'object' : 'string');
      }),
      { numRuns: 300 },
    );
  });

  it('is no bomb', () => {
    const bomb = gzipSync(JSON.stringify({ text: 'x'.repeat(5_000_000) }));
    expect(bomb.length).toBeLessThan(largestHookBody);
    expect(readBytes(bomb)?.isStructured).toBe(false);
  });
});

describe('reading', () => {
  it('takes no more steps for a form of thousands of fields than for one of the most', () => {
    const steps = (fields: number, pair: string) => {
      const spies = (['indexOf', 'slice', 'replaceAll', 'startsWith'] as const).map((name) =>
        vi.spyOn(String.prototype, name),
      );
      const maps = vi.spyOn(Map.prototype, 'set');
      readText(pair.repeat(fields), form);
      const counted = [...spies, maps].reduce((sum, { mock }) => sum + mock.calls.length, 0);
      vi.restoreAllMocks();
      return counted;
    };
    for (const pair of ['a&', 'a=&', '&', 'a[]=&', 'a[b]=&']) {
      const few = steps(mostFields, pair);
      expect(few).toBeLessThan(mostFields * 16);
      expect(steps(32_768, pair)).toBeLessThanOrEqual(pair === '&' ? 32_768 * 3 : few);
    }
  });
});
