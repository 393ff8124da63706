import { UserRound } from 'lucide-react';
import { createContext, use } from 'react';
import type { Subject } from '../../../shared/contract/account-tools/reports.ts';
import { useWords } from '../../words/words.ts';

export interface Whose {
  accountId: string;
  of: string | undefined;
}

/** Whose tools the page shows where they are not the account's own. */
export const SubjectContext = createContext<Subject | undefined>(undefined);

export function useSubject(): Subject | undefined {
  return use(SubjectContext);
}

export function nameOf({ login, sipId }: Subject): string {
  return [login, sipId !== login && sipId].filter(Boolean).join(' · ');
}

/** Says whose is seen and changed, beside everything that would change something of another's. Nothing for the account itself. */
export function SubjectNote() {
  const { t } = useWords();
  const subject = useSubject();
  if (subject === undefined) return null;
  return (
    <p className="flex items-center gap-2 py-2.5 font-medium text-accent">
      <UserRound aria-hidden size={16} className="shrink-0" />
      <span className="min-w-0 break-words">{t('tools.whose.note', { name: nameOf(subject) })}</span>
    </p>
  );
}

/** A question about something of the account, which says whose where that is another's. */
export function SubjectText({ text }: { text: string }) {
  const { t } = useWords();
  const subject = useSubject();
  return subject === undefined ? text : `${t('tools.whose.note', { name: nameOf(subject) })}. ${text}`;
}
