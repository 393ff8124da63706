/**
 * What it takes to bring a recording onto the disk that comes as base64 in JSON: the answer decoded as it arrives, against a
 * plain download of the same bytes and against parsing the whole answer. Every way runs in a process of its own, in turns;
 * the median turn counts, and only the ratios travel to another machine. Run: node test/bench/integration-recording.ts
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Took } from './integration-recording-way.ts';

const turns = 5;
const megabyte = 1024 * 1024;
const answerBytes = 100 * megabyte;

const claims = Buffer.from(JSON.stringify({ contract: '5000000', roles: 'users:integrationapi:create' }));
const token = `${Buffer.from('{"alg":"RS256"}').toString('base64url')}.${claims.toString('base64url')}.c2ln`;
const pair = JSON.stringify({ accessToken: token, refreshToken: token });
const audio = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc((answerBytes / 4) * 3 - 4, 0xa5)]);
/** As some writers of JSON do: every slash behind a backslash. */
const escaped = audio.toString('base64').replaceAll('/', '\\/');
const answers: Record<string, Buffer> = {
  plain: Buffer.from(answerOf(audio.toString('base64'))),
  escaped: Buffer.from(answerOf(escaped)),
  small: Buffer.from(answerOf(audio.subarray(0, megabyte).toString('base64'))),
};

function answerOf(fileContent: string): string {
  return `{"error":{"errorMessage":"","errorCode":0},"result":{"apiName":"getCallRecordFile","requestHash":"a","fileContent":"${fileContent}"}}`;
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '', 'http://stand');
  const isPair = url.pathname.includes('/auth/');
  const body = isPair ? pair : (answers[url.searchParams.get('recordFileId') ?? 'plain'] ?? '');
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function measure(way: string, recordId: string): Promise<Took> {
  const child = fork(new URL('integration-recording-way.ts', import.meta.url), { execArgv: ['--expose-gc'] });
  await once(child, 'message');
  child.send({ way, recordId, baseUrl, token });
  const [took] = (await once(child, 'message')) as [Took];
  return took;
}

const rows = [
  { what: 'decoded as it arrives', way: 'decoded', recordId: 'plain' },
  { what: 'decoded as it arrives, slashes escaped', way: 'decoded', recordId: 'escaped' },
  { what: 'parsed whole', way: 'parsed', recordId: 'plain' },
  { what: 'the same bytes, not decoded', way: 'downloaded', recordId: 'plain' },
];
const taken = rows.map((): Took[] => []);
for (let turn = 0; turn < turns; turn += 1) {
  for (const [index, { way, recordId }] of rows.entries()) taken[index]?.push(await measure(way, recordId));
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const baseline = median(taken.at(-1)?.map(({ milliseconds }) => milliseconds) ?? []);
console.log(
  `An answer of ${answerBytes / megabyte} MB onto the disk (speed against the last row; memory above the start)`,
);
console.table(
  Object.fromEntries(
    rows.map(({ what }, index) => {
      const all = taken[index] ?? [];
      const milliseconds = median(all.map((took) => took.milliseconds));
      return [
        what,
        {
          'MB/s': (answerBytes / megabyte / (milliseconds / 1000)).toFixed(0),
          speed: `${(baseline / milliseconds).toFixed(2)}x`,
          'peak growth, MB': (median(all.map((took) => took.peakMemory)) / megabyte).toFixed(1),
          'longest hold, ms': median(all.map((took) => took.longestHoldMs)).toFixed(1),
        },
      ];
    }),
  ),
);
server.close();
