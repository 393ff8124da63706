import { Plus, Trash2, Undo2 } from 'lucide-react';
import { type Destination, newDestination, shortNumberPriority } from '../../../shared/domain/universal-numbers.ts';
import { parseTimeOfDay } from '../../format/time-of-day.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useWords } from '../../words/words.ts';
import { DayField } from './day-field.tsx';
import { dayWords, useMeanings } from './meanings.ts';
import { capitalized, describeDestination, titleOf } from './numbers-words.ts';

export interface DraftDestination extends Destination {
  /** It stays in sight until what is left is sent. */
  isTakenAway?: boolean;
}

interface DestinationsFormProps {
  destinations: readonly DraftDestination[];
  /** What is wrong with a field; of `dn_list` with all of them. */
  saidAt(field: string, index?: number): string | undefined;
  onChange(destinations: readonly DraftDestination[]): void;
}

/** Who is rung when, as a list by hours; each is opened to be changed, and those that are new stand at the end. */
export function DestinationsForm({ destinations, saidAt, onChange }: DestinationsFormProps) {
  const words = useWords();
  const { t } = words;
  const meanings = useMeanings();
  const said = saidAt('dn_list');
  const add = () => {
    const day = destinations.at(-1)?.day ?? newDestination.day;
    onChange([...destinations, { ...newDestination, day }]);
  };
  let sent = 0;
  // Faults count what is sent alone.
  const places = destinations.map(({ isTakenAway }) => (isTakenAway ? undefined : sent++));
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-semibold">{t('tools.numbers.destinations')}</legend>
      <p className="text-dim text-sm">
        {destinations.every(({ day }) => meanings.days[day] !== undefined) ? '' : `${t('tools.numbers.asCounted')} `}
        {t('tools.numbers.sentTogether')}
      </p>
      {said && (
        <p role="alert" className="text-miss text-sm">
          {said}
        </p>
      )}
      {sent === 0 && <p className="text-accent">{t('tools.numbers.ringsNobody')}</p>}
      {byHours(destinations).map((index) => {
        const destination = destinations[index];
        if (destination === undefined) return null;
        const days = dayWords(destination.day, meanings, t);
        const put = (next: DraftDestination) => onChange(destinations.with(index, next));
        if (destination.isTakenAway)
          return (
            <div
              key={index}
              className="flex items-center gap-2 rounded-xl border border-line border-dashed px-3.5 py-1.5"
            >
              <span className="min-w-0 flex-1 text-dim line-through">
                {describeDestination(destination, days, words)}
              </span>
              <Button
                size="sm"
                variant="quiet"
                icon={Undo2}
                aria-label={`${t('tools.numbers.putBack')}: ${titleOf(destination, days, words)}`}
                onClick={() => put({ ...destination, isTakenAway: false })}
              >
                {t('tools.numbers.putBack')}
              </Button>
            </div>
          );
        return (
          <DestinationFields
            key={index}
            destination={destination}
            saidAt={(field) => saidAt(field, places[index])}
            onChange={(part) => put({ ...destination, ...part })}
            onTakeAway={() =>
              onChange(
                destination.received === ''
                  ? destinations.toSpliced(index, 1)
                  : destinations.with(index, { ...destination, isTakenAway: true }),
              )
            }
          />
        );
      })}
      <Button icon={Plus} onClick={add} className="self-start">
        {t('tools.numbers.add')}
      </Button>
    </fieldset>
  );
}

/** Places in the list by the hours as they were received: a line does not move while its hours are typed. */
function byHours(destinations: readonly DraftDestination[]): number[] {
  const began = destinations.map(({ received }) => /"begin":"([\d:]*)"/.exec(received)?.[1] ?? '');
  const order = (index: number) => (destinations[index]?.received === '' ? '~' : (began[index] ?? ''));
  return [...destinations.keys()].sort((one, other) =>
    order(one) < order(other) ? -1 : Number(order(one) > order(other)),
  );
}

interface DestinationFieldsProps {
  destination: DraftDestination;
  saidAt(field: string): string | undefined;
  onChange(part: Partial<Destination>): void;
  onTakeAway(): void;
}

const fields = ['phone', 'begin', 'end', 'channels', 'day', 'priority', 'ext', 'locked', 'record'];

function DestinationFields({ destination, saidAt, onChange, onTakeAway }: DestinationFieldsProps) {
  const words = useWords();
  const { t } = words;
  const meanings = useMeanings();
  const days = dayWords(destination.day, meanings, t);
  const { phone, begin, end, ext, priority, record, locked, received } = destination;
  const order = meanings.priority ? t(`tools.numbers.week.orders.${meanings.priority}`) : t('tools.numbers.asItIs');
  const isWrong = fields.some((field) => saidAt(field) !== undefined);
  const whole = (name: 'channels' | 'priority', hint?: string) => (
    <Field
      label={t(`tools.numbers.labels.${name}`)}
      type="number"
      hint={hint}
      value={Number.isNaN(destination[name]) ? '' : destination[name]}
      error={saidAt(name)}
      onChange={({ target }) => onChange({ [name]: target.valueAsNumber })}
    />
  );
  return (
    <details
      aria-label={titleOf(destination, days, words)}
      open={received === '' || isWrong}
      className="rounded-xl border border-line bg-surface"
    >
      <summary className="cursor-pointer rounded-xl px-3.5 py-2 hover:bg-hover">
        {phone === '' ? t('tools.numbers.new') : describeDestination(destination, days, words)}
      </summary>
      <div className="flex flex-col gap-3 border-line border-t px-3.5 pt-2.5 pb-3">
        <Field
          label={t('tools.numbers.phone')}
          type="tel"
          maxLength={40}
          autoFocus={received === '' && phone === ''}
          hint={phone === '' ? t('tools.numbers.faults.phone') : undefined}
          value={phone}
          error={phone === '' ? undefined : saidAt('phone')}
          onChange={({ target }) => onChange({ phone: target.value })}
        />
        <div className="grid grid-cols-2 gap-2">
          {(['begin', 'end'] as const).map((name) => (
            <Field
              key={name}
              label={t(`tools.numbers.${name}`)}
              maxLength={8}
              placeholder="HH:MM:SS"
              value={destination[name]}
              error={saidAt(name)}
              onChange={({ target }) => onChange({ [name]: target.value.trim() })}
              onBlur={({ target }) => onChange({ [name]: spellOut(target.value) })}
            />
          ))}
        </div>
        {end < begin && <p className="text-dim text-sm">{t('tools.numbers.overnight')}</p>}
        <div className="grid grid-cols-2 gap-2">
          <DayField day={destination.day} error={saidAt('day')} onChange={(day) => onChange({ day })} />
          {whole('priority', ext === '' ? order : undefined)}
          {whole('channels')}
          <Field
            label={t('tools.numbers.extLabel')}
            inputMode="numeric"
            maxLength={6}
            value={ext}
            error={saidAt('ext')}
            onChange={({ target }) => onChange(withExtension(target.value.trim(), priority))}
          />
        </div>
        <Switch
          label={capitalized(t('tools.numbers.record'))}
          checked={record}
          onChange={(next) => onChange({ record: next })}
        />
        <Switch
          label={capitalized(t('tools.numbers.locked'))}
          checked={locked}
          onChange={(next) => onChange({ locked: next })}
        />
        <Button size="sm" variant="quiet" icon={Trash2} onClick={onTakeAway} className="self-start">
          {t('tools.numbers.takeAway')}
        </Button>
      </div>
    </details>
  );
}

/** `9:30` as 09:30:00; the end of the day is its last second. What is no time stays as it was typed. */
function spellOut(typed: string): string {
  const seconds = parseTimeOfDay(typed);
  if (seconds === undefined) return typed.trim();
  const at = Math.min(seconds, 24 * 3600 - 1);
  return [Math.floor(at / 3600), Math.floor(at / 60) % 60, at % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

/** Short numbers have a priority of their own, and only they. */
function withExtension(ext: string, priority: number): Partial<Destination> {
  if (ext !== '') return { ext, priority: shortNumberPriority };
  return { ext, priority: priority === shortNumberPriority ? 0 : priority };
}
