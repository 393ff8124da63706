import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as rest } from 'node:timers/promises';
import type { OrderAnswer } from './answers.ts';

/**
 * SIPNET as its document of API 2.7.0 has it, and nothing else: no line of the client or of the stand is in it, so that it
 * shares no mistake with them. It counts what people pay for, which is phones that ring, and not answers.
 */
export interface ProviderByDocument {
  url: string;
  /** What becomes of the answers to orders to a number (its last ten digits), and how long each takes. */
  plan(number: string, answer: OrderAnswer, tookMs: number): void;
  /** Of a number: how often it was ordered to be rung. */
  orders(number: string): number;
  /** Of a number: how often that was asked for, be it refused or not. */
  requests(number: string): number;
  /** Settles when a number has been asked for, before anything is answered. */
  asked(number: string): Promise<void>;
  /** Settles when the first order to a number has been answered, whoever still listened. */
  answered(number: string): Promise<void>;
  close(): Promise<void>;
}

interface Planned {
  answer: OrderAnswer;
  tookMs: number;
  orders: number;
  requests: number;
  asked: PromiseWithResolvers<void>;
  answered: PromiseWithResolvers<void>;
}

type Parameters = Readonly<Record<string, unknown>>;

/** Section 6: under which name each function answers what it lists. Nobody ever called here and nothing is set. */
const lists: Readonly<Record<string, Parameters>> = {
  balance: { balance: '12.50', currency: 'RUB' },
  calls: { calls: [] },
  finopers: { finopers: [] },
  attempts: { attempts: [] },
  calls2: { calls: [] },
  pbxcalls: { calls: [] },
  webbuttons: { buttons: [] },
  webhook: { webhooks: [] },
  recordcalls: { incalls: 'N', outcalls: 'N', reccount: '0', expiration: '604800', child: 'N' },
  aninnumbers: { phones: [] },
  children: { accounts: [] },
};

export async function openProvider(account: {
  login: string;
  password: string;
  sipId: string;
}): Promise<ProviderByDocument> {
  const planned = new Map<string, Planned>();
  const closing = new AbortController();
  let lastId = 0;

  function planOf(number: string): Planned {
    const plan = planned.get(number);
    if (plan === undefined) throw new Error(`nobody meant to order ${number}`);
    return plan;
  }

  /** Section 5: what any answer holds, and what is added for whoever is let in. */
  const answerOf = (operation: string, result: Parameters) => ({ apiVersion: '2.0.5', operation, ...result });
  const named = { account: account.login, sipid: account.sipId };
  const success = (operation: string, result: Parameters) =>
    answerOf(operation, { status: 'success', ...named, ...result });
  const error = (operation: string, errorCode: string, errorMessage: string) =>
    answerOf(operation, { status: 'error', errorCode, errorMessage, ...named });

  /** 6.15 and 6.16: whoever is named rings, and from then on it costs. */
  async function order(operation: string, parameters: Parameters, response: ServerResponse): Promise<void> {
    const numbers = String(parameters.dstphone ?? '').split(',');
    const plans = numbers.map((number) => planOf(number.replace(/\D/g, '').slice(-10)));
    lastId += 1;
    for (const plan of plans) {
      plan.requests += 1;
      if (plan.answer.isCarriedOut) plan.orders += 1;
      plan.asked.resolve();
    }
    const [{ answer, tookMs, answered }] = plans as [Planned];
    await rest(tookMs, undefined, { signal: closing.signal });
    answer.give(
      response,
      answer.isCarriedOut
        ? success(operation, { id: String(lastId) })
        : error(operation, '107', 'Недостаточно средств на счёте'),
    );
    answered.resolve();
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parameters = await parametersOf(request);
    const operation = String(parameters.operation);
    if (parameters.login !== account.login || parameters.password !== account.password) {
      const nobody = { status: 'error', errorCode: '101', errorMessage: 'Неверный логин или пароль' };
      response.end(JSON.stringify(answerOf(operation, nobody)));
    } else if (operation === 'gencall' || operation === 'genmulticall') {
      await order(operation, parameters, response);
    } else {
      const list = lists[operation];
      const isChange = parameters.action !== undefined && parameters.action !== 'list';
      const answer =
        list === undefined || isChange ? error(operation, '103', 'Функция недоступна') : success(operation, list);
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    }
  }

  const server = createServer((request, response) => {
    response.on('error', () => {});
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api.php`,
    plan(number, answer, tookMs) {
      const [asked, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      planned.set(number, { answer, tookMs, orders: 0, requests: 0, asked, answered });
    },
    orders: (number) => planOf(number).orders,
    requests: (number) => planOf(number).requests,
    asked: (number) => planOf(number).asked.promise,
    answered: (number) => planOf(number).answered.promise,
    close() {
      closing.abort();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Section 2: a form, JSON (by its first sign, since its label is "not needed"), or the address. */
async function parametersOf(request: IncomingMessage): Promise<Parameters> {
  let body = '';
  request.setEncoding('utf8');
  for await (const piece of request) body += piece;
  if (body.trimStart().startsWith('{')) return JSON.parse(body) as Parameters;
  const address = new URL(request.url ?? '', 'http://provider').searchParams;
  return Object.fromEntries(body === '' ? address : new URLSearchParams(body));
}
