import type { Attempt } from './attempt.ts';
import { asHeader, mutate } from './mutation.ts';
import { send } from './world.ts';

/** What a name server of an attacker, a proxy or a careless client may put into `Host`. */
const names = (port: number) => [
  ...['localhost', `localhost:${port}`, 'evil.example', `evil.example:${port}`, `127.0.0.1.evil.example:${port}`],
  ...['127.0.0.1', '127.0.0.1:', `127.0.0.1:${port + 1}`, `127.0.0.1:0${port}`, `127.0.0.1.:${port}`, `127.1:${port}`],
  ...[`[::1]:${port}`, `[::ffff:127.0.0.1]:${port}`, `0.0.0.0:${port}`, `2130706433:${port}`, `0x7f000001:${port}`],
  ...[`user@127.0.0.1:${port}`, `127.0.0.1:${port}@evil.example`, `127.0.0.1:${port}/`, `127.0.0.1:${port}#`, ''],
  ...[`127.0.0.1:${port},evil.example`, `evil.example 127.0.0.1:${port}`, `http://127.0.0.1:${port}`],
];
const paths = ['/', '/index.html', '/assets/main.js', '/media/recordings/1', '/rpc', '/launch?token=x', '/nothing'];

/** With the cookie of the owner, which a browser would not even send there. */
export const attackWithHosts: Attempt = async ({ web }, random) => {
  const own = new URL(web.origin).host;
  const host = asHeader(random.chance(0.5) ? random.pick(names(web.port)) : mutate(own, random));
  if (host.trim() === own) return undefined;
  const path = random.pick(paths);
  const wantsSocket = random.chance(0.3);
  const upgrade = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
  };
  const { status } = await send({
    url: web.origin + path,
    ...(random.chance(0.2) ? { target: `http://${random.pick([own, 'evil.example'])}${path}` } : {}),
    headers: { host, cookie: web.cookie, origin: web.origin, ...(wantsSocket ? upgrade : {}) },
  });
  return [0, 400, 403, 404, 421].includes(status) ? undefined : `Host ${JSON.stringify(host)} at ${path}: ${status}`;
};
