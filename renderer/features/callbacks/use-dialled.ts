import { useState } from 'react';
import type { Account } from '../../../shared/contract/account.ts';
import type { Party } from '../../../shared/contract/call.ts';
import type { ProblemCode } from '../../../shared/contract/problem.ts';
import { canCall } from '../../../shared/domain/callback-order.ts';
import { type Dialled, readDialled } from '../../../shared/domain/dialling.ts';
import { useDebounced } from '../../ui/use-debounced.ts';

/** Whoever has typed nothing for this long, ms, may be told what is wrong: 112 is also how a longer number begins. */
const judgedAfter = 700;

export interface DialledDraft {
  typed: string;
  type(text: string): void;
  /** Whether this text by itself says whom to call, or asks: it is then what was typed. */
  paste(text: string): boolean;
  /** Which of several numbers is meant; undefined while nothing is asked. */
  choice: Extract<Dialled, { kind: 'choice' }> | undefined;
  choose(party: Party): void;
  /** Whom to call; undefined while that is not certain. */
  party: Party | undefined;
  extension: string | undefined;
  fault: ProblemCode | undefined;
  /** Whether faults and questions may be told yet. */
  judged: boolean;
  judge(): void;
}

/** What stands in the dial box, and what would be called. `given`: what it begins with. */
export function useDialled(given: string, account: Account): DialledDraft {
  const [typed, setTyped] = useState(given);
  // What came from outside is judged at once: nobody typed it who would go on typing.
  const [tried, setTried] = useState(given !== '');
  const [chosen, choose] = useState<Party>();
  const rested = useDebounced(typed, judgedAfter) === typed;
  const dialled = readDialled(typed);
  const meant = dialled.kind === 'number' ? dialled.party : dialled.kind === 'choice' ? chosen : undefined;
  const party = meant !== undefined && canCall(account, meant) ? meant : undefined;
  const put = (text: string, judge: boolean) => {
    setTyped(text);
    setTried(judge);
    choose(undefined);
  };
  return {
    typed,
    type: (text) => put(text, false),
    paste(text) {
      const found = readDialled(text);
      if (found.kind === 'refused') return false;
      // Line breaks have no place in the field, and without them numbers would run together.
      put(found.kind === 'number' ? found.party.raw : text.replace(/\s+/g, ' ').trim(), true);
      return true;
    },
    choice: dialled.kind === 'choice' ? dialled : undefined,
    choose,
    party,
    extension: dialled.kind === 'number' ? dialled.extension : undefined,
    fault: dialled.kind === 'refused' ? dialled.code : meant !== party ? 'NUMBER_UNREADABLE' : undefined,
    judged: tried || (rested && typed.trim() !== ''),
    judge: () => setTried(true),
  };
}
