import {
  lanesOf,
  type ReachedDay,
  type ReachedSpan,
  type ReachedWeek,
} from '../../../shared/domain/destination-week.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { daySeconds, type Weekday } from '../../../shared/domain/schedule/schedule.ts';
import type { Destination } from '../../../shared/domain/universal-numbers.ts';
import { formatTimeOfDay } from '../../format/time-of-day.ts';
import { classNames } from '../../ui/class-names.ts';
import { useWords, type Words } from '../../words/words.ts';
import { blockLook } from '../lines/block-look.ts';
import { namesOfDays } from './meanings.ts';
import { describeDestination } from './numbers-words.ts';

const ruler = [0, 6, 12, 18, 24];
const percent = (seconds: number) => `${(seconds / daySeconds) * 100}%`;

interface DestinationsWeekProps {
  week: ReachedWeek;
  /** The number whose week it is, as people write it. */
  name: string;
}

/** Who is rung when: those of one time below each other, the first on top, and hours in which nobody is. To be read, not drawn. */
export function DestinationsWeek({ week, name }: DestinationsWeekProps) {
  const words = useWords();
  const { t } = words;
  const rung = week.days.flatMap(({ spans }) => spans.map(({ destination }) => destination));
  const phoneByKey = new Map(rung.map((destination) => [keyOf(destination), destination.phone]));
  const phones = [...phoneByKey.keys()];
  return (
    <div>
      <div aria-hidden className="relative ml-9 h-4 text-dim text-xs sm:ml-12">
        {ruler.map((hour) => (
          <span
            key={hour}
            style={{ left: percent(hour * 3600) }}
            className={classNames('absolute', hour === 24 ? '-translate-x-full' : hour > 0 && '-translate-x-1/2')}
          >
            {hour}
          </span>
        ))}
      </div>
      <ul aria-label={t('tools.numbers.week.label', { number: name })} className="flex flex-col gap-[3px]">
        {week.days.map((day) => (
          <DayStrip key={day.day} day={day} phones={phones} />
        ))}
      </ul>
      {/* In a narrow strip there is room for no number, and all of them begin alike. The strips' own words have them. */}
      <ul aria-hidden className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm tabular-nums">
        {[...phoneByKey].map(([key, phone], place) => (
          <li key={key} className="flex items-center gap-1.5 whitespace-nowrap">
            <span className={classNames('size-3.5 shrink-0 rounded-[4px]', blockLook(place))} />
            {words.number(parseParty(phone))}
          </li>
        ))}
      </ul>
      {week.others.length > 0 && (
        <div className="mt-2 text-sm">
          <p className="text-dim">{t('tools.numbers.week.others')}</p>
          <ul>
            {othersIn(week, words).map((said) => (
              <li key={said}>{said}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

/** Those that differ in their days alone, once. */
function othersIn({ others }: ReachedWeek, words: Words): string[] {
  const groups = new Map<string, { destination: Destination; days: Weekday[] }>();
  for (const { destination, days } of others) {
    const key = describeDestination(destination, '', words);
    const group = groups.get(key) ?? { destination, days: [] };
    groups.set(key, { ...group, days: [...group.days, ...days] });
  }
  return [...groups.values()].map(({ destination, days }) =>
    describeDestination(destination, namesOfDays(days, words.t), words),
  );
}

function DayStrip({ day: { day, spans, gaps }, phones }: { day: ReachedDay; phones: readonly string[] }) {
  const { t, number } = useWords();
  const lanes = lanesOf(spans);
  const hoursOf = ({ from, to }: { from: number; to: number }) => `${formatTimeOfDay(from)}–${formatTimeOfDay(to)}`;
  const whoIs = ({ destination }: ReachedSpan) => number(parseParty(destination.phone));
  const said = [
    ...spans.map((span) => `${hoursOf(span)} ${whoIs(span)}`),
    ...gaps.map((gap) => `${hoursOf(gap)} ${t('lines.week.nobody')}`),
  ];
  return (
    <li className="flex items-stretch">
      <span aria-hidden className={classNames('flex w-9 shrink-0 items-center sm:w-12', day > 5 && 'text-dim')}>
        {t(`lines.days.short.${day}`)}
      </span>
      <span className="sr-only">{`${t(`lines.days.full.${day}`)}: ${said.join(', ')}`}</span>
      <div aria-hidden className="relative min-w-0 flex-1 overflow-hidden rounded-md bg-sunk">
        {gaps.map((gap) => (
          <span
            key={gap.from}
            title={`${hoursOf(gap)} ${t('lines.week.nobody')}`}
            style={{ left: percent(gap.from), width: percent(gap.to - gap.from) }}
            className="pattern-fault absolute inset-y-0"
          />
        ))}
        <div className="relative flex min-h-8 flex-col gap-px">
          {lanes.map((lane, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a lane is its place
            <div key={index} className="relative h-8">
              {lane.map((span, place) => (
                <span
                  // biome-ignore lint/suspicious/noArrayIndexKey: a destination is known by its place in the list alone
                  key={place}
                  title={`${hoursOf(span)} ${whoIs(span)}`}
                  style={{ left: percent(span.from), width: percent(span.to - span.from) }}
                  className={classNames(
                    '@container absolute inset-y-0 flex items-center overflow-hidden rounded-[4px]',
                    blockLook(phones.indexOf(keyOf(span.destination))),
                  )}
                >
                  <span className="@max-[128px]:hidden min-w-0 truncate px-2 text-sm tabular-nums">{whoIs(span)}</span>
                </span>
              ))}
            </div>
          ))}
        </div>
        <span className="hour-lines pointer-events-none absolute inset-0" />
      </div>
    </li>
  );
}

function keyOf({ phone }: { phone: string }): string {
  return parseParty(phone).key || phone;
}
