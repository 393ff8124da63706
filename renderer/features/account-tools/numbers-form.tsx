import { parseParty } from '../../../shared/domain/phone-number.ts';
import {
  findNumberFault,
  numberFlags,
  numberMails,
  numberSeconds,
  type UniversalNumber,
  writePlace,
} from '../../../shared/domain/universal-numbers.ts';
import { Field, SelectField } from '../../ui/field.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useWords } from '../../words/words.ts';
import { DestinationsForm, type DraftDestination } from './destinations-form.tsx';
import { capitalized } from './numbers-words.ts';
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
  draftOf: (numbers) => ({ phone: numbers[0]?.phone ?? '', numbers }),
  read(draft) {
    const numbers = meantBy(draft);
    return findNumberFault(numbers) === undefined ? numbers : undefined;
  },
  Fields: NumbersFields,
};

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
    wrong?.field === writePlace({ phone, field, ...(index === undefined ? {} : { index }) }) ? wrong.said : undefined;
  const elsewhere = wrong && numbers.find((each) => each !== one && wrong.field.startsWith(`${each.phone} `));
  return (
    <div className="flex flex-col gap-4">
      {numbers.length > 1 && (
        <SelectField
          label={t('tools.numbers.which')}
          value={phone}
          error={
            elsewhere && t('tools.numbers.elsewhere', { number: number(parseParty(elsewhere.phone)), said: wrong.said })
          }
          options={numbers.map((each) => ({ value: each.phone, label: number(parseParty(each.phone)) }))}
          onChange={({ target }) => onChange({ ...draft, phone: target.value })}
        />
      )}
      <div className="divide-y divide-line rounded-xl border border-line bg-surface px-3.5">
        {numberFlags
          .filter((name) => one.flags[name] !== undefined)
          .map((name) => (
            <Switch
              key={name}
              label={capitalized(t(`tools.numbers.flags.${name}`))}
              hint={saidAt(name) && <span className="text-miss">{saidAt(name)}</span>}
              checked={one.flags[name] === true}
              onChange={(checked) => change({ flags: { ...one.flags, [name]: checked } })}
            />
          ))}
      </div>
      {numberSeconds
        .filter((name) => one.seconds[name] !== undefined)
        .map((name) => (
          <Field
            key={name}
            label={capitalized(`${t(`tools.numbers.seconds.${name}`)}, ${t('tools.numbers.inSeconds')}`)}
            type="number"
            min={0}
            value={Number.isNaN(one.seconds[name]) ? '' : one.seconds[name]}
            error={saidAt(name)}
            onChange={({ target }) => change({ seconds: { ...one.seconds, [name]: target.valueAsNumber } })}
          />
        ))}
      {numberMails
        .filter((name) => one.mails[name] !== undefined)
        .map((name) => (
          <Field
            key={name}
            label={t(`tools.numbers.mails.${name}`)}
            type="email"
            maxLength={200}
            value={one.mails[name]}
            error={saidAt(name)}
            onChange={({ target }) => change({ mails: { ...one.mails, [name]: target.value.trim() } })}
          />
        ))}
      <DestinationsForm
        key={phone}
        destinations={one.destinations}
        saidAt={saidAt}
        onChange={(destinations) => change({ destinations })}
      />
    </div>
  );
}
