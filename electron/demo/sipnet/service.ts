import type { StandClock } from '../clock.ts';
import type { Random } from '../random.ts';
import type { Accounts, StandAccount, Subscriber } from './accounts.ts';
import type { Fields } from './answer.ts';
import type { StandCall } from './call.ts';
import type { CallbackOrder } from './callback-order.ts';
import type { Parameters } from './parameters.ts';
import type { SubscriberSettings } from './subscriber-settings.ts';
import type { Switchboard } from './switchboard.ts';
import type { Traps } from './traps.ts';

/** What operations work on. */
export interface Service {
  account: StandAccount;
  accounts: Accounts;
  switchboard: Switchboard;
  clock: StandClock;
  random: Random;
  settingsOf(sipId: string): SubscriberSettings;
  orders: readonly CallbackOrder[];
  placeOrder(source: string, destinations: readonly string[]): CallbackOrder;
  /** An address that carries access by itself; undefined where no audio is kept. */
  recordingUrl(call: StandCall): string | undefined;
  /** Works once. */
  cabinetUrl(): string;
}

export interface OperationRequest {
  service: Service;
  /** Who the request acts for. */
  subject: Subscriber;
  settings: SubscriberSettings;
  parameters: Parameters;
  traps: Traps;
  now: number;
}

/** Answers with fields, or with the audio of a call. Throws Refusal. */
export type Operation = (request: OperationRequest) => Fields | AudioAnswer;

export class AudioAnswer {
  readonly call: StandCall;
  constructor(call: StandCall) {
    this.call = call;
  }
}
