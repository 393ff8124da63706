import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import type { Client } from '../../../shared/contract/contract.ts';

/** The contract as a page has it, over the web host's socket. */
export interface ContractClient {
  client: Client;
  /** Rejects when the connection ends, by whichever side: no answer comes after that. */
  ended: Promise<never>;
  close(): void;
}

/** Enters by a one-time address, as a browser does. Rejects when the program refuses or dies. */
export async function enterProgram(launchUrl: string): Promise<ContractClient> {
  const { origin } = new URL(launchUrl);
  const launch = await fetch(launchUrl, { redirect: 'manual' });
  const cookie = launch.headers.get('set-cookie')?.split(';')[0];
  if (cookie === undefined) throw new Error(`not let in: ${launch.status}`);
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, { headers: { cookie, origin } });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const ended = new Promise<never>((_, reject) => {
    socket.once('close', () => reject(new Error('the connection ended')));
    // What broke is told by the close that follows.
    socket.on('error', () => {});
  });
  ended.catch(() => {});
  return {
    // The adapter is typed for the browser's class; `ws` has the members that it uses.
    client: createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket })),
    ended,
    close: () => socket.terminate(),
  };
}
