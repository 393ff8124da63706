import { once } from 'node:events';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import type { Client } from '../../../shared/contract/contract.ts';
import type { SelfCheckWords } from '../../../shared/words/self-check.ts';
import { detailOf, type Finding, failed, ok } from '../../core/self-check/check.ts';
import { enter } from './ask.ts';
import type { House } from './house.ts';

/** A call of the contract over the WebSocket, as the page makes it. */
export async function checkContract(house: House, version: string, words: SelfCheckWords): Promise<Finding> {
  let socket: WebSocket | undefined;
  try {
    const { cookie } = await enter(house.mintLaunchUrl());
    const { origin } = house;
    socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, { headers: { cookie, origin } });
    await once(socket, 'open');
    // The adapter is typed for the browser's class; `ws` has the members that it uses.
    const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket });
    const info = await createORPCClient<Client>(link).host.info();
    return info.version === version ? ok() : failed(words.otherVersion(info.version, version));
  } catch (error) {
    return failed(words.noContract(detailOf(error)));
  } finally {
    socket?.terminate();
  }
}
