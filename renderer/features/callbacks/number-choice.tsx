import type { Party } from '../../../shared/contract/call.ts';
import { Chip } from '../../ui/chip.tsx';
import { useWords } from '../../words/words.ts';
import type { DialledDraft } from './use-dialled.ts';

/** The numbers in a text, to say which is meant. Nothing is called before one is pressed. */
export function NumberChoice({ draft, question }: { draft: DialledDraft; question: string }) {
  const { number } = useWords();
  const { choice, party, choose } = draft;
  if (choice === undefined) return null;
  return (
    <fieldset aria-label={question} className="-mt-2 flex flex-wrap gap-1.5">
      {choice.parties.map((one) => (
        <Chip key={one.key} pressed={one.key === party?.key} onClick={() => choose(one)}>
          {number(bare(one))}
        </Chip>
      ))}
    </fieldset>
  );
}

/** Without its extension, which is not dialled. */
export function bare({ kind, key, e164, raw }: Party): Party {
  return e164 === undefined ? { kind, key, raw } : { kind, key, e164, raw: e164 };
}
