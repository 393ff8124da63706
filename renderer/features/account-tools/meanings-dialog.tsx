import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Account } from '../../../shared/contract/account.ts';
import { type NumberMeanings, prioritiesOf } from '../../../shared/domain/destination-week.ts';
import { type Weekday, weekdays } from '../../../shared/domain/schedule/schedule.ts';
import type { UniversalNumber } from '../../../shared/domain/universal-numbers.ts';
import { useSession } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField } from '../../ui/field.tsx';
import { useWords } from '../../words/words.ts';
import { timeZoneOptions } from '../accounts/connect/time-zones.ts';
import { joinDays } from '../lines/week-words.ts';
import { describeDestination } from './numbers-words.ts';

interface MeaningsDialogProps {
  account: Account;
  number: UniversalNumber;
  meanings: NumberMeanings;
  onClose(): void;
  onSaved(meanings: NumberMeanings): void;
}

const daySets: readonly (readonly Weekday[])[] = [weekdays, [1, 2, 3, 4, 5], [6, 7], ...weekdays.map((day) => [day])];
const orders = ['smaller-first', 'greater-first', 'no-order'] as const;
const examplesShown = 3;

/** What each value that stands in this number's own destinations means: asked, and never guessed. */
export function MeaningsDialog({ account, number, meanings, onClose, onSaved }: MeaningsDialogProps) {
  const { client } = useSession();
  const words = useWords();
  const { t, locale, error } = words;
  const [draft, setDraft] = useState(meanings);
  const { destinations, texts } = number;
  const timeZone = texts.time_zone ?? '';
  const days = [...new Set(destinations.map(({ day }) => day))].sort((a, b) => a - b);
  const priorities = prioritiesOf(destinations);
  const save = useMutation({
    mutationFn: () => client.accountTools.universalNumbers.confirmMeanings({ accountId: account.id, meanings: draft }),
    onSuccess(saved) {
      onSaved(saved);
      onClose();
    },
  });
  const unknown = { value: '', label: t('tools.numbers.week.dontKnow') };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };
  return (
    <Dialog open onClose={onClose} title={t('tools.numbers.week.ask')} text={t('tools.numbers.week.askText')}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {days.map((day) => (
          <SelectField
            key={day}
            label={t('tools.numbers.week.day', { day })}
            hint={destinations
              .filter((one) => one.day === day)
              .slice(0, examplesShown)
              .map((one, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a destination is known by its place in the list alone
                <span key={index} className="block">
                  {describeDestination(one, '', words)}
                </span>
              ))}
            value={(draft.days[day] ?? []).join()}
            options={[unknown, ...daySets.map((set) => ({ value: set.join(), label: joinDays(set, t) }))]}
            onChange={({ target }) =>
              setDraft({
                ...draft,
                days: put(
                  draft.days,
                  String(day),
                  daySets.find((set) => set.join() === target.value),
                ),
              })
            }
          />
        ))}
        {timeZone !== '' && (
          <SelectField
            label={t('tools.numbers.week.timeZone', { timeZone })}
            value={draft.timeZones[timeZone] ?? ''}
            options={[unknown, ...timeZoneOptions(draft.timeZones[timeZone] ?? account.timeZone, locale, Date.now())]}
            onChange={({ target }) =>
              setDraft({ ...draft, timeZones: put(draft.timeZones, timeZone, target.value || undefined) })
            }
          />
        )}
        {priorities.length > 1 && (
          <SelectField
            label={t('tools.numbers.week.priority', { priorities: priorities.join(', ') })}
            value={draft.priority ?? ''}
            options={[unknown, ...orders.map((value) => ({ value, label: t(`tools.numbers.week.orders.${value}`) }))]}
            onChange={({ target }) => setDraft({ ...draft, priority: orders.find((one) => one === target.value) })}
          />
        )}
        {save.isError && (
          <p role="alert" className="text-miss">
            {error(save.error)}
          </p>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button type="submit" variant="primary" busy={save.isPending}>
            {t('app.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Without the value where nobody knows. */
function put<Value>(
  record: Readonly<Record<string, Value>>,
  key: string,
  value: Value | undefined,
): Record<string, Value> {
  const { [key]: _was, ...left } = record;
  return value === undefined ? left : { ...left, [key]: value };
}
