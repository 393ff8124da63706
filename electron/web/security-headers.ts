import { pageHeaders } from '../core/page/headers.ts';

/** The headers of every answer, whatever it is. */
export const securityHeaders: Readonly<Record<string, string>> = {
  ...pageHeaders,
  // For browsers that read this and not the policy's `frame-ancestors`.
  'x-frame-options': 'DENY',
};

/**
 * What a browser may keep. The bundler names a file under `assets/` by its content; `index.html` names them and is asked
 * for anew; all else stays nowhere.
 */
export function cacheRule(path: string): string {
  if (path.startsWith('/assets/')) return 'private, max-age=31536000, immutable';
  return path === '/' || path === '/index.html' ? 'no-cache' : 'no-store';
}
