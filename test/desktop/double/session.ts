import type { Session } from 'electron';
import type { ModelledSystem } from './modelled-system.ts';
import { type Modelled, StrictEmitter } from './strict.ts';

type RequestHandler = Parameters<Session['setPermissionRequestHandler']>[0];
type CheckHandler = Parameters<Session['setPermissionCheckHandler']>[0];
type Permission = Parameters<NonNullable<RequestHandler>>[1];

export class SessionDouble extends StrictEmitter implements Modelled<Session, SessionDouble> {
  private request: RequestHandler = null;
  private check: CheckHandler = null;
  private system: Pick<ModelledSystem, 'proxy'>;

  constructor(system: Pick<ModelledSystem, 'proxy'> = { proxy: 'DIRECT' }) {
    super('Session');
    this.system = system;
  }
  async resolveProxy(_url: string): Promise<string> {
    return this.system.proxy;
  }
  setPermissionRequestHandler(handler: RequestHandler): void {
    this.request = handler;
  }
  setPermissionCheckHandler(handler: CheckHandler): void {
    this.check = handler;
  }

  /** Whether a page at `url` gets it. Without a handler everybody gets everything. */
  async ask(permission: Permission, url: string): Promise<boolean> {
    const { request } = this;
    if (request === null) return true;
    return new Promise((resolve) => {
      request({} as never, permission, resolve, { requestingUrl: url, isMainFrame: true });
    });
  }
  has(permission: Permission, origin: string): boolean {
    return this.check === null || this.check(null, permission, origin, { isMainFrame: true, requestingUrl: origin });
  }
}
