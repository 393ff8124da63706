import type { Session } from 'electron';
import { StrictEmitter } from './strict.ts';

type RequestHandler = Parameters<Session['setPermissionRequestHandler']>[0];
type CheckHandler = Parameters<Session['setPermissionCheckHandler']>[0];
type Permission = Parameters<NonNullable<RequestHandler>>[1];

export class SessionDouble
  extends StrictEmitter
  implements Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler'>
{
  private request: RequestHandler = null;
  private check: CheckHandler = null;

  constructor() {
    super('Session');
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
