import { deflateSync, gzipSync } from 'node:zlib';
import type { Random } from '../../../electron/demo/random.ts';
import { largestHookBody } from '../../../shared/domain/relay-wire.ts';
import type { Attempt } from './attempt.ts';
import { asHeader, mutate } from './mutation.ts';
import { send } from './world.ts';

const event = JSON.stringify({
  call_id: '1',
  cid: 9007199254740991,
  state: 'INVITE',
  caller_id: '+79161000232',
  name: 'Анна',
});
const form = 'call_id=1&state=INVITE&name=%C0%ED%ED%E0&a[b][c]=1';
const parts = '--b\r\nContent-Disposition: form-data; name="state"\r\n\r\nINVITE\r\n--b--\r\n';
const pieces = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ':',
  ',',
  '\\',
  '&',
  '=',
  'a',
  '%',
  '%C8',
  '\n',
  '--b',
  ' ',
  '\0',
  'Ж',
  '{}',
  '[]',
  '1e9',
  '\ud800',
];
const types = [
  ...[
    'application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=b',
    'text/plain; charset=x',
  ],
  ...['application/json; charset=utf-16', '', ';;;', 'multipart/form-data', 'application/json; charset="windows-1251"'],
];

function makeBody(random: Random): Buffer {
  const full = (text: string) => text.repeat(Math.floor(largestHookBody / Buffer.byteLength(text)));
  const bytes = () => Buffer.from(Uint8Array.from({ length: random.integer(0, 2000) }, () => random.integer(0, 255)));
  const made: (() => string | Buffer)[] = [
    () => mutate(random.pick([event, form, parts]), random),
    () => `[${Array.from({ length: random.integer(0, 900) }, () => mutate('{"state":"BYE"}', random)).join(',')}]`,
    () => full(random.pick(pieces)),
    () => full(random.pick(pieces) + random.pick(pieces)),
    () => random.pick(['{', '[', '"', '--b\r\n']) + full(random.pick(pieces)).slice(10),
    bytes,
    () => random.pick([gzipSync, deflateSync])(random.pick([event, full('a'), 'x'.repeat(5_000_000)])),
    () => Buffer.concat([Buffer.from([0x1f, 0x8b]), bytes()]),
    () => Buffer.from(`\ufeff${event}`, 'utf16le').subarray(0, random.integer(1, 200)),
    () => 'x'.repeat(largestHookBody + random.integer(0, 3)),
  ];
  const body = random.pick(made)();
  return Buffer.isBuffer(body) ? body : Buffer.from(body);
}

/** Whoever has the hook may post what he likes: it is kept or refused, and never the relay's failure. */
export const attackWithBodies: Attempt = async ({ relay }, random) => {
  const body = makeBody(random);
  const type = asHeader(random.chance(0.8) ? random.pick(types) : mutate('application/json; charset=utf-8', random));
  const { status } = await send({
    url: relay.hook,
    method: 'POST',
    headers: {
      ...(type.trim() === '' ? {} : { 'content-type': type }),
      ...(random.chance(0.2) ? { 'content-encoding': random.pick(['gzip', 'br', 'deflate', 'identity', 'x']) } : {}),
    },
    body,
  });
  const isAnswered = [200, 400, 413, 415].includes(status);
  return isAnswered ? undefined : `${body.length} bytes of ${body.subarray(0, 40).toString('latin1')}: ${status}`;
};
