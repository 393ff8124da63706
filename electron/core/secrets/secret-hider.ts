/** Finds secrets in texts, however they are spelled there: a text that came from outside may repeat what it was sent. */
export interface SecretHider {
  /** From now on this text, and what it becomes in URLs, JSON, HTML and base64, is replaced wherever it stands. */
  add(secret: string): void;
  hide(text: string): string;
}

export const hidden = '•••';

/** Shorter texts stand in every other word; no secret of ours is that short. */
const shortestSecret = 4;

export function createSecretHider(): SecretHider {
  const forms = new Set<string>();
  let pattern: RegExp | undefined;
  return {
    add(secret) {
      if (secret.length < shortestSecret) return;
      for (const form of formsOf(secret)) if (form.length >= shortestSecret) forms.add(form);
      pattern = undefined;
    },
    hide(text) {
      pattern ??= patternOf(forms);
      return text.replace(pattern, hidden);
    },
  };
}

/** Longest first, so that a secret that contains another is replaced whole. Matches nothing when there are none. */
function patternOf(texts: ReadonlySet<string>): RegExp {
  const longestFirst = [...texts].sort((a, b) => b.length - a.length);
  return new RegExp(longestFirst.map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|') || '(?!)', 'g');
}

/** The spellings under which a secret travels: URLs, forms, JSON, pages, Basic authorization and other base64. */
function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  // As PHP writes JSON unless it is told otherwise.
  const ascii = json.replace(/[^\0-\x7f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const slashed = ascii.replaceAll('/', '\\/');
  const percent = encodeURIComponent(secret.toWellFormed());
  const form = new URLSearchParams([['', secret]]).toString().slice(1);
  const lower = (text: string) => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  const html = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const quoted = html.replaceAll('"', '&quot;');
  return [
    ...[secret, json, ascii, slashed, percent, lower(percent), form, lower(form)],
    ...[html, quoted, quoted.replaceAll("'", '&#039;'), quoted.replaceAll("'", '&#39;')],
    ...base64Forms(secret),
  ];
}

/**
 * The part of a secret's base64 that does not depend on its neighbours, for each of the three places it may begin at:
 * `login:password` encoded as a whole contains none of `password` encoded alone.
 */
function base64Forms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const first = Math.ceil((before * 8) / 6);
    const last = Math.floor(((before + bytes.length) * 8) / 6);
    const core = encoded.slice(first, last);
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
