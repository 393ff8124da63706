import type { Digest, Update } from '../../../shared/contract/updates.ts';
import { compact } from '../../../shared/domain/compact.ts';
import type { CallStore } from '../calls/call-store.ts';
import type { Worklist } from '../calls/worklist.ts';

/** What happened while nothing could be heard, as one sentence instead of late rings; until the user has read it. */
export interface AwayDigest {
  /** Adds what an account missed between two instants (epoch ms), now that its lists were read. */
  add(accountId: string, from: number, to: number): void;
  /** For the snapshot of a page. */
  current(): { digest?: Digest };
  dismiss(): void;
}

export interface AwayDigestDeps {
  /** A call that is heard so many ms after its beginning is still rung for, or told as missed, by itself. */
  freshMs: number;
  calls: CallStore;
  worklist: Worklist;
  publish: (update: Update) => void;
}

export function createAwayDigest({ freshMs, calls, worklist, publish }: AwayDigestDeps): AwayDigest {
  let digest: Digest | undefined;
  return {
    add(accountId, from, to) {
      const rungSince = to - freshMs;
      const wasRungFor = (callId: number) => {
        const call = calls.get(callId);
        return call?.facts !== undefined && call.startedAt >= rungSince;
      };
      const count = calls.countUnheard(accountId, from, to, rungSince);
      if (count === 0) return;
      const second = Math.floor(from / 1000) * 1000;
      const toCallBack = worklist
        .open(true)
        .filter(
          (group) => group.accountId === accountId && group.lastAt >= second && !wasRungFor(group.lastCallId),
        ).length;
      digest = {
        from: Math.min(digest?.from ?? from, from),
        to: Math.max(digest?.to ?? to, to),
        calls: (digest?.calls ?? 0) + count,
        toCallBack: (digest?.toCallBack ?? 0) + toCallBack,
      };
      publish({ kind: 'digest', digest });
    },
    current: () => compact({ digest }),
    dismiss() {
      digest = undefined;
    },
  };
}
