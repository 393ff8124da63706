import { WebSocket } from 'ws';
import type { Random } from '../../../electron/demo/random.ts';
import type { Attempt } from './attempt.ts';
import { mutate } from './mutation.ts';

const call = '{"i":"1","p":{"u":"/settings/get","b":{"json":{},"meta":[]}}}';
const values = [
  'null',
  '{}',
  '[]',
  '""',
  '1',
  '"__proto__"',
  '"http://["',
  '"/"',
  '"//evil.example/x"',
  '{"then":1}',
  '1e999',
];

function makeMessage(random: Random): string | Buffer {
  const value = () => random.pick(values);
  const deep = (sign: string, end: string, levels: number) => sign.repeat(levels) + end.repeat(levels);
  const made: (() => string | Buffer)[] = [
    () => mutate(call, random),
    () => `{"i":${value()},"t":${random.integer(0, 9)},"p":${value()}}`,
    () => `{"i":"1","p":{"u":${value()},"h":${value()},"m":${value()},"b":${value()}}}`,
    () =>
      `{"i":"1","p":{"u":"/${random.pick(['settings/get', 'calls/list', '__proto__', 'constructor/x', 'updates/watch'])}","b":${value()}}}`,
    () => `{"i":"1","p":{"u":"/calls/list","b":{"json":${value()},"meta":[[${value()},${value()}]]}}}`,
    () => `{"i":"1","p":{"u":"/calls/list","b":{"json":${deep('[', ']', random.integer(1, 20_000))}}}}`,
    () => `{"i":"${'9'.repeat(random.integer(1, 60))}","t":4}`,
    () => '{"i":"1","t":3,"p":{"e":"message","d":1}}',
    () => Buffer.from(Uint8Array.from({ length: random.integer(0, 300) }, () => random.integer(0, 255))),
    () => 'x'.repeat(random.integer(0, 1_100_000)),
  ];
  return random.pick(made)();
}

/** A page that was let in, gone mad: each of its messages is answered or ends its own connection. */
export const attackWithFrames: Attempt = async ({ web }, random) => {
  const url = `${web.origin.replace('http', 'ws')}/rpc`;
  const socket = new WebSocket(url, { headers: { cookie: web.cookie, origin: web.origin } });
  socket.on('error', () => {});
  const ended = new Promise<string>((resolve) => socket.on('close', (code) => resolve(`closed with ${code}`)));
  const answered = new Promise<string>((resolve) => {
    socket.on('message', (data) => {
      if (String(data).includes('"i":"last"')) resolve('answered');
    });
  });
  const late = new Promise<string>((resolve) => setTimeout(resolve, 20_000, 'neither answered nor closed').unref());
  socket.on('open', () => {
    for (let messages = random.integer(1, 5); messages > 0; messages -= 1) {
      const message = makeMessage(random);
      if (random.chance(0.05)) socket.ping(message.slice(0, 100));
      else socket.send(message, { binary: Buffer.isBuffer(message), compress: false });
    }
    socket.send(call.replace('"1"', '"last"'));
  });
  const outcome = await Promise.race([ended, answered, late]);
  socket.terminate();
  return /^(?:answered|closed with (?:1002|1003|1007|1009|1006))$/.test(outcome) ? undefined : outcome;
};
