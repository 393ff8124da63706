import type { SelfCheckWords } from '../../../shared/words/self-check.ts';
import { type Finding, failed, ok } from '../../core/self-check/check.ts';
import { ask, enter } from './ask.ts';
import type { House } from './house.ts';

const foreign = 'http://perezvon.example';
/** Of RFC 6455, 1.3. */
const upgrade = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
};

/** Whoever comes under another name, from another page or without a session is refused, though he knows a good cookie. */
export async function checkStrangers(house: House, words: SelfCheckWords): Promise<Finding> {
  const { origin, mintLaunchUrl } = house;
  const visitor = await enter(mintLaunchUrl());
  const strangers = [
    { who: 'Host', path: '/', headers: { ...visitor, host: new URL(foreign).host } },
    { who: 'Origin', path: '/', headers: { ...visitor, origin: foreign } },
    { who: 'no session', path: '/', headers: {} },
    { who: 'WebSocket, Host', path: '/rpc', headers: { ...upgrade, ...visitor, host: new URL(foreign).host, origin } },
    { who: 'WebSocket, Origin', path: '/rpc', headers: { ...upgrade, ...visitor, origin: foreign } },
    { who: 'WebSocket, no session', path: '/rpc', headers: { ...upgrade, origin } },
  ];
  for (const { who, path, headers } of strangers) {
    const { status } = await ask(origin, path, headers);
    if (status !== 401 && status !== 403) return failed(words.strangerLetIn(who, status));
  }
  return ok({ refused: strangers.length });
}
