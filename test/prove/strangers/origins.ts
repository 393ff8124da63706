import type { Attempt } from './attempt.ts';
import { asHeader, mutate } from './mutation.ts';
import { send } from './world.ts';

const upgrade = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
};

/** What a page of another site, or of another port of this machine, can make a browser send, with the owner's cookie. */
export const attackWithOrigins: Attempt = async ({ web }, random) => {
  const foreign = [
    ...['null', '', 'https://evil.example', `http://127.0.0.1:${web.port + 1}`, `https://127.0.0.1:${web.port}`],
    ...[
      `http://localhost:${web.port}`,
      `http://127.0.0.1:${web.port}.evil.example`,
      `${web.origin}/`,
      'app://perezvon',
    ],
    asHeader(mutate(web.origin, random)),
  ];
  const origin = random.pick(foreign);
  if (origin.trim() === web.origin) return undefined;
  const path = random.pick(['/', '/index.html', '/media/recordings/1?download=1', '/launch?token=x']);
  const kinds: Record<string, { path: string; headers: Record<string, string> }> = {
    'a script': { path, headers: { origin, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' } },
    'an old browser': { path, headers: { origin } },
    'an image': {
      path,
      headers: { 'sec-fetch-site': random.pick(['cross-site', 'same-site']), 'sec-fetch-mode': 'no-cors' },
    },
    'a frame': {
      path,
      headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
    },
    'a socket': { path: '/rpc', headers: { ...upgrade, origin } },
    'a socket without an origin': { path: '/rpc', headers: upgrade },
  };
  const name = random.pick(Object.keys(kinds));
  const kind = kinds[name];
  if (kind === undefined) return undefined;
  const { status } = await send({ url: web.origin + kind.path, headers: { cookie: web.cookie, ...kind.headers } });
  return [0, 400, 403].includes(status) ? undefined : `${name} of ${JSON.stringify(origin)} at ${kind.path}: ${status}`;
};
