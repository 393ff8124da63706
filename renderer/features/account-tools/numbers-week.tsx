import { CalendarClock } from 'lucide-react';
import { useState } from 'react';
import type { Account } from '../../../shared/contract/account.ts';
import { type NumberMeanings, openMeanings, reachedWeek } from '../../../shared/domain/destination-week.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import type { UniversalNumber } from '../../../shared/domain/universal-numbers.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useWords } from '../../words/words.ts';
import { DestinationsWeek } from './destinations-week.tsx';
import { MeaningsDialog } from './meanings-dialog.tsx';
import { zoneWords } from './numbers-words.ts';

interface NumbersWeekProps {
  account: Account;
  numbers: readonly UniversalNumber[];
  meanings: NumberMeanings;
  onSaved(meanings: NumberMeanings): void;
}

/** The week of each number, once its user said what the values that the provider does not explain mean in it. */
export function NumbersWeek({ account, numbers, meanings, onSaved }: NumbersWeekProps) {
  const { t, locale, number: written } = useWords();
  const [chosen, setChosen] = useState<string>();
  const [isAsking, setAsking] = useState(false);
  const ringing = numbers.filter(({ destinations }) => destinations.length > 0);
  const one = ringing.find(({ phone }) => phone === chosen) ?? ringing[0];
  if (one === undefined) return null;
  const open = openMeanings(one, meanings);
  const isKnown = open.days.length === 0 && open.timeZone === undefined && !open.priority;
  const name = written(parseParty(one.phone));
  const zone = meanings.timeZones[one.texts.time_zone ?? ''];
  return (
    <Panel
      title={t('tools.numbers.week.title')}
      text={t(isKnown ? 'tools.numbers.week.text' : 'tools.numbers.week.unknown')}
    >
      <div className="flex flex-col gap-3 py-3">
        <div className="flex flex-wrap items-end justify-between gap-3">
          {ringing.length > 1 ? (
            <SelectField
              label={t('tools.numbers.which')}
              value={one.phone}
              options={ringing.map(({ phone }) => ({ value: phone, label: written(parseParty(phone)) }))}
              onChange={({ target }) => setChosen(target.value)}
            />
          ) : (
            <span className="font-medium tabular-nums">{name}</span>
          )}
          <Button size="sm" icon={CalendarClock} onClick={() => setAsking(true)}>
            {t(isKnown ? 'tools.numbers.week.change' : 'tools.numbers.week.tell')}
          </Button>
        </div>
        {isKnown && <DestinationsWeek week={reachedWeek(one, meanings)} name={name} />}
        {isKnown && zone !== undefined && zone !== account.timeZone && (
          <p className="text-dim text-sm">{t('tools.numbers.week.zone', { zone: zoneWords(zone, locale) })}</p>
        )}
      </div>
      {isAsking && (
        <MeaningsDialog
          account={account}
          number={one}
          meanings={meanings}
          onClose={() => setAsking(false)}
          onSaved={onSaved}
        />
      )}
    </Panel>
  );
}
