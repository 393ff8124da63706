import { createReadKey, hookUrl, writeKeyFor } from '../../../electron/core/webhooks/relay-keys.ts';
import type { Random } from '../../../electron/demo/random.ts';
import type { Attempt } from './attempt.ts';
import { asHeader, mutate } from './mutation.ts';
import { send, type World } from './world.ts';

/** A secret that is nearly the right one. */
function nearly(secret: string, random: Random): string {
  const shorter = secret.slice(0, random.integer(0, secret.length - 1));
  return random.pick([
    shorter,
    `${secret}${random.pick(['', 'x', '=', '.'])}`,
    asHeader(mutate(secret, random)),
    secret.toUpperCase(),
  ]);
}

type Trial = (world: World, random: Random) => Promise<string | undefined>;

const trials: Record<string, Trial> = {
  async 'a session'({ web }, random) {
    const [name = '', id = ''] = web.cookie.split('=');
    const given = nearly(id, random);
    if (given.trim() === id) return undefined;
    const { status } = await send({ url: `${web.origin}/media/recordings/1`, headers: { cookie: `${name}=${given}` } });
    return status === 401 || status === 400 ? undefined : `let in with ${JSON.stringify(given)}: ${status}`;
  },
  async 'a session of another port'({ web }) {
    const cookie = web.cookie.replace(`_${web.port}=`, `_${web.port + 1}=`);
    const { status } = await send({ url: `${web.origin}/media/recordings/1`, headers: { cookie } });
    return status === 401 ? undefined : `let in: ${status}`;
  },
  async 'a one-time address'({ web }, random) {
    const used = new URL(web.usedAddress).searchParams.get('token') ?? '';
    const token = random.chance(0.3) ? used : encodeURIComponent(nearly(used, random));
    const { status, cookie } = await send({ url: `${web.origin}/launch?token=${token}` });
    return cookie === undefined && status !== 303 ? undefined : `let in with ${token}`;
  },
  async 'a read key'({ relay }, random) {
    const given = random.chance(0.3) ? createReadKey() : nearly(relay.readKey, random);
    if (given.trim() === relay.readKey) return undefined;
    return tellsNothing(await read(relay, given, relay.token), given);
  },
  'the key that posts, to read': async ({ relay }) =>
    tellsNothing(await read(relay, writeKeyFor(relay.readKey), relay.token), 'the write key'),
  async 'the token of the relay'({ relay }, random) {
    const given = nearly(relay.token, random);
    if (given.trim() === relay.token) return undefined;
    const { status } = await read(relay, relay.readKey, given);
    return status === 403 || status === 400 ? undefined : `let in with ${JSON.stringify(given)}: ${status}`;
  },
  async 'the pass of another channel'({ relay }, random) {
    const pass = relay.hook.split('/').at(-1) ?? '';
    const url = hookUrl(relay.url, createReadKey());
    const given = random.chance(0.5) ? pass : encodeURIComponent(nearly(pass, random));
    const { status } = await send({ url: `${url}/${given}`, method: 'POST', body: '{}' });
    return [400, 403, 404].includes(status) ? undefined : `posted with ${given}: ${status}`;
  },
  async 'a hook'({ relay }, random) {
    const path = new URL(relay.hook).pathname;
    const target = mutate(path, random).replace(/[^\x21-\x7e]/g, '');
    if (target === path || new URL(target, relay.url).pathname === path) return undefined;
    const { status } = await send({ url: relay.url, target, method: 'POST', body: '{"stranger":true}' });
    return [0, 400, 403, 404, 405].includes(status) ? undefined : `posted to ${target}: ${status}`;
  },
};

export const attackWithKeys: Attempt = async (world, random) => {
  const name = random.pick(Object.keys(trials));
  const harm = await trials[name]?.(world, random);
  return harm === undefined ? undefined : `${name}: ${harm}`;
};

function read({ url }: World['relay'], key: string, token: string) {
  return send({ url: `${url}/events`, headers: { authorization: `Bearer ${key}`, 'x-relay-token': token } });
}

/** Anybody may have a channel of his own; the events of this one are its owner's. */
function tellsNothing({ status, body }: { status: number; body: string }, given: string): string | undefined {
  const isEmpty = status === 200 && body.includes('"events":[]');
  return isEmpty || [400, 401, 403, 429].includes(status)
    ? undefined
    : `${JSON.stringify(given)} reads ${body.slice(0, 100)}`;
}
