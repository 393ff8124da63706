import { useQueries } from '@tanstack/react-query';
import type { Call, JourneyStep } from '../../../shared/contract/call.ts';
import { partyIn } from '../../../shared/domain/phone-number.ts';
import { useSession } from '../../session/session.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useWords } from '../../words/words.ts';
import { type JourneyLine, journeyLines } from './journey-lines.ts';

/** What happened to a call on its way, step by step; what nobody can explain stands there in the provider's own words. */
export function CallJourney({ accountId, steps }: Pick<Call, 'accountId'> & { steps: readonly JourneyStep[] }) {
  const { t } = useWords();
  const lines = journeyLines(steps);
  const nameOf = useNames(accountId, lines);
  if (lines.length === 0) return null;
  return (
    <div className="border-line border-t px-3 py-2.5">
      <p id="call-journey" className="mb-1 text-dim">
        {t('calls.journey.title')}
      </p>
      <ol aria-labelledby="call-journey" className="flex flex-col gap-0.5 border-line border-l-2 pl-3">
        {lines.map((line, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: the same may happen twice, and nothing else tells which is which
            key={index}
            className={classNames('break-words', line.kind === 'unknown' && 'font-mono text-faint text-sm')}
          >
            <Line line={line} nameOf={nameOf} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function Line({ line, nameOf }: { line: JourneyLine; nameOf(phone: string): string }) {
  const { t } = useWords();
  if (line.kind === 'rang') {
    const who = line.phones.map(nameOf).join(', ');
    const rang = t('calls.journey.rang', { who });
    return line.end === undefined ? rang : `${rang}: ${t(`calls.journey.ends.${line.end}`)}`;
  }
  const { kind, value } = line;
  if (kind === 'unknown') return value;
  if (kind === 'talk' || kind === 'transfer') return t(`calls.journey.steps.${kind}`, { value: nameOf(value) });
  if (kind === 'more') return t('calls.journey.more', { count: Number(value) });
  return t(`calls.journey.steps.${kind}`, { value });
}

/** What the user calls the phones of a journey, or else their numbers. */
function useNames(accountId: string, lines: readonly JourneyLine[]): (phone: string) => string {
  const { api } = useSession();
  const { number } = useWords();
  const told = lines.flatMap((line) => (line.kind === 'rang' ? line.phones : phonesOf(line)));
  const phones = [...new Set(told)].map((phone) => partyIn(accountId, phone)).filter(({ key }) => key !== '');
  const people = useQueries({
    queries: phones.map(({ key }) => api.people.get.queryOptions({ input: { key } })),
  });
  return (phone) => {
    const party = partyIn(accountId, phone);
    const at = phones.findIndex(({ key }) => key === party.key);
    return people[at]?.data?.name || number(party);
  };
}

function phonesOf({ kind, value }: Exclude<JourneyLine, { kind: 'rang' }>): string[] {
  return kind === 'talk' || kind === 'transfer' ? [value] : [];
}
