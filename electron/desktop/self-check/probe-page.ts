import { pageHeaders } from '../../core/page/headers.ts';
import { pageUrl } from '../page/origin.ts';
import type { PageHandler } from '../page/protocol.ts';

/** Of the page's own origin, with its policy and without its script, which would ask for ports of its own. */
export const probeUrl = new URL('/self-check.html', pageUrl).href;

/** Answers it beside everything that `handler` answers. */
export function withProbePage(handler: PageHandler): PageHandler {
  return async (request) => {
    if (request.url !== probeUrl) return handler(request);
    const headers = { ...pageHeaders, 'content-type': 'text/html; charset=utf-8' };
    return new Response('<!doctype html><title>Perezvon</title>', { headers });
  };
}
