import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHookBody } from './hook-body.ts';
import { Refusal } from './refusal.ts';

const read = (contentType: string | undefined, text: string) =>
  JSON.parse(readHookBody(contentType, Buffer.from(text)));

describe('a posted body', () => {
  it('is kept as it is when it is JSON, whatever the content type says', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 5 })),
        fc.constantFrom(
          undefined,
          'application/json',
          'application/json; charset=utf-8',
          'text/plain',
          'text/html',
          '?',
        ),
        (value, contentType) => {
          const text = JSON.stringify(value);
          expect(readHookBody(contentType, Buffer.from(text))).toBe(text);
        },
      ),
    );
  });

  it('is a record of its fields when it is a form', () => {
    expect(
      read('application/x-www-form-urlencoded', 'state=INVITE&caller_id=%2B79161000232&name=%D0%98%D0%B2+%D0%90'),
    ).toEqual({
      state: 'INVITE',
      caller_id: '+79161000232',
      name: 'Ив А',
    });
    expect(read('Application/X-WWW-Form-Urlencoded; charset=UTF-8', 'cid=1&cid=2&__proto__=x&constructor=y')).toEqual(
      JSON.parse('{"cid":["1","2"],"__proto__":"x","constructor":"y"}'),
    );
  });

  it('keeps a call whose text is not UTF-8', () => {
    const body = Buffer.concat([Buffer.from('{"call_id":"7","name":"'), Buffer.from([0xc8, 0xe2]), Buffer.from('"}')]);
    expect(JSON.parse(readHookBody('application/json', body))).toMatchObject({ call_id: '7' });
    expect(read('application/json', '\uFEFF {"call_id":"7"}\r\n')).toEqual({ call_id: '7' });
  });

  it.each([
    ['application/json', '', 400],
    ['application/json', '   ', 400],
    ['application/json', '{"call_id":', 400],
    ['application/json', '"INVITE"', 400],
    ['application/json', 'null', 400],
    ['application/json', '<html></html>', 400],
    ['application/json', `${'['.repeat(30_000)}${']'.repeat(30_000)}`, 400],
    ['application/x-www-form-urlencoded', '', 400],
    ['multipart/form-data; boundary=x', '--x--', 415],
  ])('of %s %j is refused', (contentType, text, statusCode) => {
    expect(() => read(contentType, text)).toThrow(expect.objectContaining({ name: 'Refusal', statusCode }));
  });

  it('of any bytes is JSON or refused, and nothing else happens', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom(undefined, 'application/json', 'application/x-www-form-urlencoded', ';;;'),
        (bytes, contentType) => {
          try {
            JSON.parse(readHookBody(contentType, Buffer.from(bytes)));
          } catch (error) {
            expect(error).toBeInstanceOf(Refusal);
          }
        },
      ),
    );
  });
});
