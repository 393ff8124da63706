import { compact } from '../../../shared/domain/compact.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { findNumberFault, type UniversalNumber, writePlace } from '../../../shared/domain/universal-numbers.ts';
import { SelectField } from '../../ui/field.tsx';
import { useWords } from '../../words/words.ts';
import { DestinationsForm, type DraftDestination } from './destinations-form.tsx';
import { NumberGroups } from './number-groups.tsx';
import type { Refused, SettingForm } from './setting-tool.ts';

type Numbers = readonly UniversalNumber[];

interface DraftNumber extends UniversalNumber {
  destinations: readonly DraftDestination[];
}

interface NumbersDraft {
  /** Which of them is looked at. */
  phone: string;
  numbers: readonly DraftNumber[];
}

interface NumbersFieldsProps {
  draft: NumbersDraft;
  refused: Refused | undefined;
  onChange(draft: NumbersDraft): void;
}

/** One number at a time: announcements, queue, recording and where it is mailed, and who is rung when. */
export const numbersForm: SettingForm<Numbers, Numbers, NumbersDraft> = {
  draftOf: (numbers) => ({ phone: numbers.find(isRead)?.phone ?? '', numbers }),
  read(draft) {
    const numbers = meantBy(draft);
    return findNumberFault(numbers) === undefined ? numbers : undefined;
  },
  Fields: NumbersFields,
};

/** What nobody could read cannot be changed. */
function isRead({ unread }: UniversalNumber): boolean {
  return unread === undefined;
}

/** What would be sent. */
function meantBy({ numbers }: NumbersDraft): Numbers {
  return numbers.map((one) => ({
    ...one,
    destinations: one.destinations.flatMap(({ isTakenAway, ...left }) => (isTakenAway ? [] : [left])),
  }));
}

function NumbersFields({ draft, refused, onChange }: NumbersFieldsProps) {
  const { t, number } = useWords();
  const { numbers, phone } = draft;
  const one = numbers.find((each) => each.phone === phone);
  if (one === undefined) return <p className="text-dim">{t('tools.numbers.none')}</p>;
  const change = (part: Partial<DraftNumber>) =>
    onChange({ ...draft, numbers: numbers.map((each) => (each.phone === phone ? { ...each, ...part } : each)) });
  const fault = findNumberFault(meantBy(draft));
  const wrong =
    fault === undefined ? refused : { field: writePlace(fault), said: t(`tools.numbers.faults.${fault.field}`) };
  const saidAt = (field: string, index?: number) =>
    wrong?.field === writePlace({ phone, field, ...compact({ index }) }) ? wrong.said : undefined;
  const elsewhere = wrong && numbers.find((each) => each !== one && wrong.field.startsWith(`${each.phone} `));
  return (
    <div className="flex flex-col gap-5">
      {numbers.length > 1 && (
        <SelectField
          label={t('tools.numbers.which')}
          value={phone}
          error={
            elsewhere && t('tools.numbers.elsewhere', { number: number(parseParty(elsewhere.phone)), said: wrong.said })
          }
          options={numbers.filter(isRead).map((each) => ({ value: each.phone, label: number(parseParty(each.phone)) }))}
          onChange={({ target }) => onChange({ ...draft, phone: target.value })}
        />
      )}
      <NumberGroups one={one} saidAt={saidAt} onChange={change} />
      <DestinationsForm
        key={phone}
        destinations={one.destinations}
        saidAt={saidAt}
        onChange={(destinations) => change({ destinations })}
      />
    </div>
  );
}
