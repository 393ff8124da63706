import { randomUUID } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import type { Account } from '../../../shared/contract/account.ts';
import type { Call } from '../../../shared/contract/call.ts';
import type { Callback } from '../../../shared/contract/callback.ts';
import type { Client } from '../../../shared/contract/contract.ts';
import type { LiveCard } from '../../../shared/contract/updates.ts';
import { compact } from '../../../shared/domain/compact.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { silentLogger } from '../../../test/fakes/silent-logger.ts';
import { createCallCommands } from './call-commands.ts';

const call = (id: number, number: string) => ({ id, accountId: 'b', remote: parseParty(number) }) as Call;
const account = (id: string, number?: { accountId: string; agreed: boolean }) =>
  ({ id, callRoutes: compact({ number }) }) as Account;

function create(answer: Partial<Callback> | Error) {
  const orders: { accountId: string; to: string }[] = [];
  const client = {
    calls: { get: async ({ id }: { id: number }) => call(id, '8 916 100-02-32') },
    callbacks: {
      async order(order: { accountId: string; to: string; clickId: string }) {
        orders.push({ accountId: order.accountId, to: order.to });
        if (answer instanceof Error) throw answer;
        return { id: randomUUID(), ...answer };
      },
    },
  } as unknown as Client;
  const mainWindow = { show: vi.fn<() => void>(), openCall: vi.fn<(callId: number) => void>() };
  const commands = createCallCommands({ mainWindow, logger: silentLogger });
  commands.use(client);
  return { commands, orders, mainWindow };
}
const accounts = [account('a'), account('b', { accountId: 'c', agreed: true })];

it('asks in the window before it calls from another line for the first time', async () => {
  const { commands, orders, mainWindow } = create({ state: 'ordered' });
  commands.hear({ kind: 'accounts', accounts: [account('b', { accountId: 'c', agreed: false })] });
  commands.callBack(7);
  await vi.waitFor(() => expect(mainWindow.openCall).toHaveBeenCalledExactlyOnceWith(7));
  expect(orders).toEqual([]);
});

it('orders once, through the account that core says', async () => {
  const { commands, orders, mainWindow } = create({ state: 'ordered' });
  commands.hear({ kind: 'accounts', accounts });
  commands.callBack(7);
  await vi.waitFor(() => expect(orders).toEqual([{ accountId: 'c', to: '+79161000232' }]));
  expect(mainWindow.openCall).not.toHaveBeenCalled();
});

it.each([
  ['is refused', { state: 'refused' } as const],
  ['may or may not have come about', { state: 'unknown' } as const],
  ['fails', new Error('broken')],
])('shows the call when the order %s', async (_how, answer) => {
  const { commands, mainWindow } = create(answer);
  commands.hear({ kind: 'accounts', accounts });
  commands.callBack(7);
  await vi.waitFor(() => expect(mainWindow.openCall).toHaveBeenCalledExactlyOnceWith(7));
});

it('orders nothing where no account can, and shows the call', async () => {
  const { commands, orders, mainWindow } = create({ state: 'ordered' });
  commands.hear({ kind: 'accounts', accounts: [account('b')] });
  commands.callBack(7);
  await vi.waitFor(() => expect(mainWindow.openCall).toHaveBeenCalledExactlyOnceWith(7));
  expect(orders).toEqual([]);
});

it('offers a callback to numbers that are on the screen and known', () => {
  const { commands } = create({});
  commands.hear({ kind: 'card', card: { call: call(7, '+79161000232') } as LiveCard });
  commands.hear({ kind: 'card', card: { call: call(8, 'anonymous') } as LiveCard });
  expect(commands.canCallBack(7)).toBe(false);
  commands.hear({ kind: 'accounts', accounts });
  expect([7, 8, 9].map(commands.canCallBack)).toEqual([true, false, false]);
});
