import type { Subject } from '../../../shared/contract/account-tools/reports.ts';
import { Panel } from '../../ui/panel.tsx';
import { Pick } from '../../ui/pick.tsx';
import { useWords } from '../../words/words.ts';
import { nameOf } from './subject.tsx';

interface SubjectPickProps {
  subjects: readonly Subject[];
  /** Undefined is the account itself. */
  subject: Subject | undefined;
  onPick(subject: Subject | undefined): void;
}

/** Whose tools are shown below it. Not there where nobody else's could be. */
export function SubjectPick({ subjects, subject, onPick }: SubjectPickProps) {
  const { t } = useWords();
  if (subjects.length === 0) return null;
  return (
    <Panel title={t('tools.whose.title')} text={t('tools.whose.text')}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3">
        <Pick
          label={t('tools.whose.label')}
          value={subject?.id ?? ''}
          options={[
            { value: '', label: t('tools.whose.own') },
            ...subjects.map((one) => ({ value: one.id, label: nameOf(one) })),
          ]}
          onPick={(id) => onPick(subjects.find((one) => one.id === id))}
        />
        {subject !== undefined && (
          <p role="status" className="min-w-0 flex-1 basis-56 text-accent">
            {t('tools.whose.below', { name: nameOf(subject) })}
          </p>
        )}
      </div>
    </Panel>
  );
}
