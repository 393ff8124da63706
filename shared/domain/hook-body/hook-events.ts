/** So many fit a body if each tells of a call; a list of more is kept as one body that nobody understands. */
export const mostEvents = 500;

/**
 * The events that one posted body tells of, in its order: those of a list, of a list under one name (`{"events": [...]}`), and of
 * PHP's list that became a record with numbers for names. Everything else is one event, as is a list without any record.
 */
export function eventsOf(body: unknown): unknown[] {
  const list = listOf(body);
  return list === undefined || list.length > mostEvents || !list.some(isRecord) ? [body] : list;
}

function listOf(body: unknown): unknown[] | undefined {
  if (Array.isArray(body)) return body.flat();
  if (!isRecord(body)) return undefined;
  const entries = Object.entries(body);
  if (entries.length > 0 && entries.every(([name, value]) => /^\d{1,4}$/.test(name) && isRecord(value))) {
    return entries.map(([, value]) => value);
  }
  const [only, ...others] = entries;
  return only !== undefined && others.length === 0 && Array.isArray(only[1]) && only[1].every(isRecord)
    ? only[1]
    : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
