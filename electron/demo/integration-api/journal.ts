import type { MethodName } from './methods/methods.ts';
import type { TokenFault, TokenKind } from './token-desk.ts';

/** One request that reached the stand, without what is secret. */
export interface JournalEntry {
  method: MethodName;
  /** The query, or the body as parsed; undefined when it was no JSON. */
  parameters: unknown;
  token: {
    /** What it is for; undefined when it is none of this stand's. */
    kind: TokenKind | undefined;
    /** `token_id` inside it: names a token without giving access. */
    id: string | undefined;
    /** Why it was refused. */
    fault: TokenFault;
  };
  /** Epoch ms by the stand's own clock, when it came. */
  at: number;
  /** How many requests for a pair were under way when it came, itself not counted. */
  pairRequestsUnderWay: number;
  /** Filled when it has been decided; `pending` while it is held back. */
  outcome: 'pending' | 'success' | 'refused' | 'unauthorized';
  /** Whether the connection is done with: answered, dropped or given up. */
  finished: boolean;
}
