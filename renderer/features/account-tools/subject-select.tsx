import type { UseQueryResult } from '@tanstack/react-query';
import type { KeyboardEvent } from 'react';
import type { Subject } from '../../../shared/contract/account-tools/reports.ts';
import { Button } from '../../ui/button.tsx';
import { ChipSelect } from '../../ui/chip-select.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useWords } from '../../words/words.ts';
import { nameOf } from './subject.tsx';
import { useIsChanging } from './use-change.ts';

interface SubjectSelectProps {
  reading: UseQueryResult<Subject[]>;
  /** Undefined is the account itself. */
  subject: Subject | undefined;
  onChange(id: string | undefined): void;
}

/** Whose tools are shown below it. Not there where nobody else's could be. */
export function SubjectSelect({ reading, subject, onChange }: SubjectSelectProps) {
  const { t, error } = useWords();
  // With the tools of another the form of what was sent would go, and what became of it be told to nobody.
  const isLocked = useIsChanging();
  const { data: subjects = [] } = reading;
  if (subjects.length === 0 && !reading.isError) return null;
  return (
    <Panel title={t('tools.whose.title')} text={t('tools.whose.text')}>
      {subjects.length > 0 && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3">
          <ChipSelect
            label={t('tools.whose.label')}
            value={subject?.id ?? ''}
            options={[
              { value: '', label: t('tools.whose.own') },
              ...subjects.map((one) => ({ value: one.id, label: nameOf(one) })),
            ]}
            onValueChange={(id) => !isLocked && onChange(id || undefined)}
            {...(isLocked && locked(t('tools.whose.locked')))}
          />
          {(isLocked || subject !== undefined) && (
            <p role="status" className="min-w-0 flex-1 basis-56 break-words text-accent">
              {subject !== undefined && t('tools.whose.below', { name: nameOf(subject) })}{' '}
              {isLocked && t('tools.whose.locked')}
            </p>
          )}
        </div>
      )}
      {reading.isError && (
        <div className="flex flex-wrap items-center justify-between gap-2 py-3">
          <p role="alert" className="min-w-0 flex-1 basis-56 text-miss">
            {error(reading.error)}
          </p>
          <Button size="sm" busy={reading.isFetching} onClick={() => void reading.refetch()}>
            {t('app.retry')}
          </Button>
        </div>
      )}
    </Panel>
  );
}

/** Not `disabled`: whoever is at it stays there, and is told why. */
function locked(why: string) {
  return {
    'aria-disabled': true,
    'aria-description': why,
    title: why,
    className: 'opacity-50',
    onMouseDown: (event: { preventDefault(): void }) => event.preventDefault(),
    onKeyDown: (event: KeyboardEvent) => event.key !== 'Tab' && event.preventDefault(),
  };
}
