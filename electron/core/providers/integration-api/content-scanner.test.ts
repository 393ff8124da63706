import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContentError } from './base64-decoder.ts';
import { createContentScanner } from './content-scanner.ts';

function scan(json: string, cuts: readonly number[] = []) {
  const bytes = Buffer.from(json);
  const scanner = createContentScanner();
  const edges = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  const out = edges.slice(1).map((end, at) => scanner.push(bytes.subarray(edges[at], end)));
  return { content: Buffer.concat(out), around: scanner.around() };
}

/** How writers of JSON and of base64 are known to differ. */
const spellings: Record<string, (base64: string) => string> = {
  plain: (text) => text,
  'slashes escaped': (text) => text.replaceAll('/', '\\/'),
  'as codes': (text) => text.replaceAll('+', '\\u002b').replaceAll('/', '\\u002F'),
  'in lines': (text) => text.replace(/.{76}/g, '$&\\r\\n'),
  'without padding': (text) => text.replaceAll('=', ''),
  'of URLs': (text) => text.replaceAll('+', '-').replaceAll('/', '_'),
};

describe('the content of an answer', () => {
  it.each(Object.keys(spellings))('comes out as it was, cut anywhere, %s', (name) => {
    const bytes = fc.uint8Array({ maxLength: 400 }).map((array) => Buffer.from(array));
    const before = fc.record({
      apiName: fc.string(),
      fileContentType: fc.string(),
      note: fc.string({ unit: 'grapheme' }),
    });
    fc.assert(
      fc.property(
        bytes,
        before,
        fc.array(fc.nat(2000), { maxLength: 12 }),
        fc.boolean(),
        (content, fields, cuts, inside) => {
          const value = spellings[name]?.(content.toString('base64'));
          const head = JSON.stringify({ error: { errorCode: 0 }, result: fields }).slice(0, -1);
          // Another field may hold the same text.
          const answer = (file: string) =>
            inside
              ? `${head.slice(0, -1)},"fileContent" :\n"${file}"},"code":0}`
              : `${head},"fileContent" :\n"${file}","код":"да"}`;
          const found = scan(answer(value ?? ''), cuts);
          expect(found.content.equals(content)).toBe(true);
          expect(JSON.parse(found.around)).toEqual(JSON.parse(answer('')));
        },
      ),
    );
  });

  it('is not looked for in values, and may be no string at all', () => {
    const json = '{"note":"fileContent","fileContent":null,"result":{"fileContent":42,"list":["fileContent","aGk="]}}';
    expect(scan(json)).toEqual({ content: Buffer.alloc(0), around: json });
  });

  it.each(['hello world, 12', 'aGk=aGk=', 'aG\\"k=', 'aGkx\\\\', 'запись', 'aGkxa', '====', 'a\\u0022b'])(
    'is refused when it is not base64: %s',
    (text) => {
      fc.assert(
        fc.property(fc.array(fc.nat(100), { maxLength: 4 }), (cuts) => {
          expect(() => scan(`{"fileContent":"${text}"}`, cuts)).toThrow(ContentError);
        }),
        { numRuns: 20 },
      );
    },
  );

  it('is all that may be large', () => {
    const large = randomBytes(300_000).toString('hex');
    expect(() => scan(`{"note":"${large}","fileContent":"aGk="}`)).toThrow(ContentError);
  });
});
