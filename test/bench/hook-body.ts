/**
 * How long one posted body may hold the event loop of the relay, and of the program that embeds it or reads it: bodies of the
 * largest size, made to cost as much as they can. The median of many turns counts, since a pause of the machine is not the
 * body's; the baseline of the same run is JSON.parse of an honest body as large. Run: node test/bench/hook-body.ts
 */
import { deflateSync, gzipSync, unzipSync } from 'node:zlib';
import { readHookBody } from '../../shared/domain/hook-body/hook-body.ts';
import { eventsOf } from '../../shared/domain/hook-body/hook-events.ts';
import { parseJson } from '../../shared/domain/json.ts';
import { largestHookBody } from '../../shared/domain/relay-wire.ts';

const turns = 15;
const longestMs = 20;
const form = 'application/x-www-form-urlencoded';

const fill = (piece: string) => piece.repeat(Math.floor(largestHookBody / Buffer.byteLength(piece)));
const inside = (begin: string, piece: string, end: string) =>
  begin + piece.repeat(Math.floor((largestHookBody - begin.length - end.length) / Buffer.byteLength(piece))) + end;
const event = '{"call_id":"b6f5a3d2-7f0e-4a55-9d6c-000000000012","cid":"1","state":"INVITE","caller_id":"79161000232"}';

const honest = inside('[', `${event},`, `${event}]`);
const bodies: [string, string | Buffer, string?][] = [
  ['a list of events', honest],
  ['32,768 fields of one name', fill('a&'), form],
  ['fields of one name with values', fill('a=1&'), form],
  ['nothing but separators', fill('&'), form],
  ['nothing but equals signs', fill('='), form],
  ['one long name', fill('a'), form],
  ['one long value', inside('a=', '1', ''), form],
  ['percent signs that hide no UTF-8', inside('a=', '%C8+', ''), form],
  ['percent signs that hide nothing', inside('a=', '%', ''), form],
  ['letters beyond ASCII beside a broken sign', inside('a=%', 'я1', ''), form],
  ['nested names', fill('a[b][c][d]=1&'), form],
  ['brackets', fill('a['), form],
  ['a name of many brackets', inside('a', '[]', '=1'), form],
  ['multipart, thousands of parts', fill('--b\n\n'), 'multipart/form-data'],
  ['multipart, one long header', inside('--b\r\n', 'content-disposition:;', '\r\n\r\n'), 'multipart/form-data'],
  ['multipart, a name that never ends', inside('--b\r\ncontent-disposition:x;', ' name="', '\r\n\r\n')],
  ['multipart, a delimiter all over', fill('\n--b')],
  ['blanks', inside('{', ' ', 'x')],
  ['line breaks', inside('{', '\n', 'x')],
  ['zeros at the end', inside('{', '\0', '')],
  ['deep brackets', fill('[')],
  ['deep and closed', '['.repeat(largestHookBody / 2) + ']'.repeat(largestHookBody / 2)],
  ['objects one a line', fill('{}\n')],
  ['a list of empty objects', inside('[', '{},', '{}]')],
  ['long numbers', inside('[', '9007199254740993,', '1]')],
  ['a text in JSON in JSON', JSON.stringify(JSON.stringify(inside('{"a":"', '\\\\', '"}').slice(0, 15_000)))],
  ['no UTF-8 at all', Buffer.alloc(largestHookBody, 0xc8)],
  ['bytes of every value', Buffer.from(Uint8Array.from({ length: largestHookBody }, (_, n) => (n * 7919) % 256))],
  ['a gzip of 60 MB', gzipSync(Buffer.alloc(60_000_000, 0x61))],
  ['a gzip of empty pieces', Buffer.concat(Array.from({ length: largestHookBody / 20 }, () => gzipSync('')))],
  ['zlib, all of it', deflateSync(honest)],
];

function read(body: Buffer, contentType: string | undefined): void {
  const unzip = (bytes: Uint8Array, maxOutputLength: number) => unzipSync(bytes, { maxOutputLength });
  const reading = readHookBody({ bytes: body, contentType, unzip });
  if (reading !== undefined) eventsOf(parseJson(reading.json));
}

function timesOf(run: () => void): { median: number; worst: number } {
  const times = Array.from({ length: turns }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return { median: times[Math.floor(turns / 2)] ?? Number.NaN, worst: times.at(-1) ?? Number.NaN };
}

const baseline = timesOf(() => JSON.parse(honest)).median;
const rows = bodies.map(([what, body, type]) => {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body);
  const { median, worst } = timesOf(() => read(bytes, type));
  return { what, bytes: bytes.length, median, worst };
});
console.log(
  `The largest bodies, read by relay and reader, ms (${turns} turns; JSON.parse of the honest list: ${baseline.toFixed(2)}):`,
);
console.table(
  rows.map(({ what, bytes, median, worst }) => ({
    body: what,
    bytes,
    median: median.toFixed(2),
    worst: worst.toFixed(2),
    'median / JSON.parse': (median / baseline).toFixed(1),
  })),
);
const slow = rows.filter(({ median }) => median > longestMs);
console.log(
  slow.length === 0
    ? `None holds the loop for ${longestMs} ms.`
    : `Too slow: ${slow.map(({ what }) => what).join(', ')}.`,
);
process.exitCode = slow.length === 0 ? 0 : 1;
