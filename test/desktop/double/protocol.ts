import type { CustomScheme, Protocol } from 'electron';
import { strict } from './strict.ts';
import type { World } from './world.ts';

type Handler = Parameters<Protocol['handle']>[1];

export function createProtocol(world: World) {
  const schemes = new Map<string, CustomScheme>();
  const handlers = new Map<string, Handler>();
  let registered = false;

  const modelled: Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'> = {
    registerSchemesAsPrivileged(customSchemes) {
      if (world.app.isReady())
        throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
      if (registered) throw new Error('protocol.registerSchemesAsPrivileged can be called only once');
      registered = true;
      for (const scheme of customSchemes) schemes.set(scheme.scheme, scheme);
    },
    handle(scheme, handler) {
      world.app.requireReady('protocol.handle');
      if (handlers.has(scheme)) throw new Error(`The scheme ${scheme} has been intercepted`);
      handlers.set(scheme, handler);
    },
  };
  return {
    module: strict('protocol', modelled),
    /** Answers a page's request as the program does. Refuses what the scheme's privileges would not let through. */
    async answer(request: Request): Promise<Response> {
      const scheme = new URL(request.url).protocol.slice(0, -1);
      const handler = handlers.get(scheme);
      const privileges = schemes.get(scheme)?.privileges;
      if (handler === undefined || !privileges?.standard || !privileges.secure || !privileges.supportFetchAPI) {
        return Response.error();
      }
      const response = await handler(request);
      const headers = new Headers(response.headers);
      // Electron takes an answer without a type for a page.
      if (!headers.has('content-type')) headers.set('content-type', 'text/html');
      if (headers.get('content-type')?.startsWith('audio/') && !privileges.stream) return Response.error();
      return new Response(response.body, { status: response.status, headers });
    },
  };
}
