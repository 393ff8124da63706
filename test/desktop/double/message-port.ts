import type { MessageChannelMain, MessageEvent, MessagePortMain } from 'electron';
import { type Modelled, StrictEmitter } from './strict.ts';

/** Messages wait until `start`, are copied, and arrive later than the line that posted them. */
export class MessagePortDouble extends StrictEmitter implements Modelled<MessagePortMain, MessagePortDouble> {
  peer: MessagePortDouble | undefined;
  private started = false;
  private closed = false;
  private queue: unknown[] = [];

  constructor() {
    super('MessagePortMain');
  }
  postMessage(message: unknown, transfer: MessagePortMain[] = []): void {
    if (transfer.length > 0) throw new Error('the double hands no ports over ports');
    if (!this.closed) this.peer?.receive(structuredClone(message));
  }
  start(): void {
    this.started = true;
    for (const message of this.queue.splice(0)) this.deliver(message);
  }
  close(): void {
    if (this.closed) return;
    this.closed = true;
    const { peer } = this;
    setImmediate(() => {
      this.emit('close');
      peer?.close();
    });
  }

  private receive(message: unknown): void {
    if (this.started) this.deliver(message);
    else this.queue.push(message);
  }
  private deliver(data: unknown): void {
    setImmediate(() => {
      if (!this.closed) this.emit('message', { data, ports: [] } satisfies MessageEvent);
    });
  }
}

export class MessageChannelDouble implements MessageChannelMain {
  port1: MessagePortMain;
  port2: MessagePortMain;

  constructor() {
    const [one, two] = [new MessagePortDouble(), new MessagePortDouble()];
    one.peer = two;
    two.peer = one;
    this.port1 = one as unknown as MessagePortMain;
    this.port2 = two as unknown as MessagePortMain;
  }
}
