/** The headers of every answer, whatever it is. `origin` is `http://127.0.0.1:<port>`. */
export function securityHeaders(origin: string): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(origin),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    // The program carries no voice and asks for no place: a script that does is not ours.
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=()',
  };
}

function contentSecurityPolicy(origin: string): string {
  const socket = origin.replace(/^http/, 'ws');
  return [
    "default-src 'self'",
    "script-src 'self'",
    // Scripts may set styles; a style sheet in the markup, which is what an injection can bring, is refused.
    "style-src 'self'",
    "img-src 'self' data:",
    // `blob:` for a waveform's audio; recordings themselves come from here.
    "media-src 'self' blob:",
    // Older browsers do not take a WebSocket of the same origin for 'self'.
    `connect-src 'self' ${socket}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * What a browser may keep. The bundler names a file under `assets/` by its content; `index.html` names them and is asked
 * for anew; all else stays nowhere.
 */
export function cacheRule(path: string): string {
  if (path.startsWith('/assets/')) return 'private, max-age=31536000, immutable';
  return path === '/' || path === '/index.html' ? 'no-cache' : 'no-store';
}
