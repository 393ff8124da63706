/** Asking for one takes long, and accounts are read often; there are only so many zones. */
const known = new Set<string>();

/** Whether this is the name of a zone that times can be told in. */
export function isTimeZone(name: string): boolean {
  if (known.has(name)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    return false;
  }
  known.add(name);
  return true;
}
