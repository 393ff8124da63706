/** One other side of a call, or one number to dial, taken apart. */
export interface NumberAddress {
  /** Without scheme, host, name and parameters. */
  user: string;
  /** What is dialled after the answer. Said of numbers only: `*` and `#` also stand in codes. */
  extension: string | undefined;
  /** Written as an address of SIP, and so no mere word. */
  isSip: boolean;
}

/** `"Name" <sip:user@host;transport=tls>`, `tel:+7…;ext=123` (RFC 3966), `8 495 123-45-67 доб. 123`, `…,,123#` */
export function readAddress(text: string): NumberAddress {
  const inBrackets = /<([^<>]*)>/.exec(text)?.[1] ?? text;
  const address = inBrackets.replace(/\p{Cf}/gu, '').trim();
  const scheme = /^(?:(sips?)|tel|callto):(?:\/\/)?/i.exec(address);
  // Cut before it is decoded: a sign that was written with a percent belongs to the number.
  const rest = address.slice(scheme?.[0].length ?? 0);
  const [written = ''] = rest.split(scheme === null ? /@|;\s*[a-z-]+=/i : /[@;?]|,(?=[^,]*@)/i, 1);
  const user = (scheme === null ? written : decoded(written)).trim();
  const isSip = scheme?.[1] !== undefined || /^[^\s@]+@[^\s@]+$/.test(rest);
  const parameter = /;\s*ext=(\d{1,8})/i.exec(rest)?.[1];
  const [, number, extension] = withExtension.exec(user) ?? [];
  if (parameter !== undefined || number === undefined) return { user, extension: parameter, isSip };
  return { user: number, extension, isSip };
}

/** Pauses (`,` `;` `p` `w`), keys and words before up to eight digits; what follows them is of the same kind. */
const withExtension =
  /^([+(]?\d[^a-zа-яё,;#*]*?)[\s,;]*(?:(?:до[бп](?:авочн[а-яё]*)?|вн(?:утр[а-яё]*)?|ext(?:n|ension)?|tone|тон(?:ом)?)[.:\s]*|[xхpwрт,;#*]+\s*)(\d{1,8}(?:[,;#*pw]+\d{1,8}){0,4})[#;,)\s]*$/iu;

/** The text itself where it is not in percent signs. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
