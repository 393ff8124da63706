import type { ParameterMethod } from './parameters.ts';

/** One request that reached the stand, without what is secret. */
export interface JournalEntry {
  /** As asked; `recording-url` and `cabinet` for the two addresses beside the endpoint; empty when not given. */
  operation: string;
  method: ParameterMethod;
  credentials: 'password' | 'apikey' | 'none';
  parameters: Readonly<Record<string, string>>;
  /** Epoch ms. */
  at: number;
  /** Filled when the operation has been decided; `pending` while a fault holds the request back. */
  outcome: 'pending' | 'success' | 'error';
}

const secretParameters = new Set(['login', 'password', 'apikey']);

export function journalEntry(
  method: ParameterMethod,
  values: ReadonlyMap<string, string>,
  operation: string,
  at: number,
): JournalEntry {
  return {
    operation,
    method,
    credentials: values.has('apikey') ? 'apikey' : values.has('password') ? 'password' : 'none',
    parameters: Object.fromEntries([...values].filter(([name]) => !secretParameters.has(name))),
    at,
    outcome: 'pending',
  };
}
