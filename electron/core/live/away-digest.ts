import type { Digest, Update } from '../../../shared/contract/updates.ts';
import type { Worklist } from '../calls/worklist.ts';
import type { CallRows } from '../database/call-rows.ts';

/** What happened while nothing could be heard, as one sentence instead of late rings; until the user has read it. */
export interface AwayDigest {
  /** Adds what an account missed between two instants (epoch ms), now that its lists were read. */
  add(accountId: string, from: number, to: number): void;
  /** For the snapshot of a page. */
  current(): { digest?: Digest };
  dismiss(): void;
}

export interface AwayDigestDeps {
  calls: CallRows;
  worklist: Worklist;
  publish: (update: Update) => void;
}

export function createAwayDigest({ calls, worklist, publish }: AwayDigestDeps): AwayDigest {
  let digest: Digest | undefined;
  return {
    add(accountId, from, to) {
      const missed = calls.between(accountId, from, to);
      if (missed.length === 0) return;
      const toCallBack = worklist
        .open(true)
        .filter((group) => group.accountId === accountId && group.lastAt >= from).length;
      digest = {
        from: Math.min(digest?.from ?? from, from),
        to: Math.max(digest?.to ?? to, to),
        calls: (digest?.calls ?? 0) + missed.length,
        toCallBack: (digest?.toCallBack ?? 0) + toCallBack,
      };
      publish({ kind: 'digest', digest });
    },
    current: () => (digest === undefined ? {} : { digest }),
    dismiss() {
      digest = undefined;
    },
  };
}
