import { type IncomingMessage as NodeMessage, request as nodeRequest } from 'node:http';
import { type RequestOptions, request as secureRequest } from 'node:https';
import type { ClientRequest, Net } from 'electron';
import type { ModelledSystem } from './modelled-system.ts';
import { type Modelled, StrictEmitter, strict } from './strict.ts';

/** A request of Chromium's network stack. It tells of no `socket`, so what waits for one to set a time-out waits for ever. */
class NetRequest extends StrictEmitter implements Modelled<ClientRequest, NetRequest, 'end'> {
  private request: ReturnType<typeof nodeRequest>;

  constructor(options: RequestOptions & { session?: unknown }) {
    super('ClientRequest');
    const request = options.protocol === 'https:' ? secureRequest : nodeRequest;
    // Electron's word for the profile, and Node's for the resumption of TLS.
    const { session: _profile, ...others } = options;
    this.request = request({ ...others, agent: false }, (response: NodeMessage) => this.emit('response', response));
    this.request.on('error', (error) => this.emit('error', error));
    this.request.on('close', () => this.emit('close'));
  }
  end(): this {
    this.request.end();
    return this;
  }
  abort(): void {
    this.request.destroy();
    this.emit('abort');
  }
}

export function createNet(system: ModelledSystem) {
  const modelled: Pick<Net, 'isOnline' | 'fetch' | 'request'> = {
    isOnline() {
      system.app.requireReady('net');
      return system.online;
    },
    fetch(input, init) {
      system.app.requireReady('net.fetch');
      return fetch(input as string, init);
    },
    request(options) {
      system.app.requireReady('net.request');
      return new NetRequest(options as RequestOptions) as unknown as ClientRequest;
    },
  };
  return strict('net', modelled);
}
