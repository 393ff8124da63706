import type { CallState, Direction, Party, RecordingState } from '../../../shared/contract/call.ts';
import type { CallFacts } from '../../../shared/domain/call-machine.ts';
import type { RowsBeyond, StoredRow } from './stored-row.ts';

/** A call as it is stored: what is shown of it, and all that it was settled from. */
export interface StoredCall {
  id: number;
  accountId: string;
  direction: Direction;
  state: CallState;
  remote: Party;
  line: string;
  answeredBy: string | undefined;
  startedAt: number;
  answeredAt: number | undefined;
  endedAt: number | undefined;
  talkSeconds: number | undefined;
  ringSeconds: number | undefined;
  recordingState: RecordingState | undefined;
  /** Present when the call was heard live. */
  facts: CallFacts | undefined;
  /** The rows of the provider's lists that tell of it, each by its list and key. */
  rows: readonly StoredRow[];
  /** Further rows, in sum. */
  rowsBeyond: RowsBeyond | undefined;
}
