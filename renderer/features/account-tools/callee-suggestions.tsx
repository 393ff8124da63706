import type { Account } from '../../../shared/contract/account.ts';
import { destinationOf } from '../../../shared/domain/destination.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../words/words.ts';
import { usePeople } from '../people/use-people.ts';
import { lastPart } from './callees.ts';

interface CalleeSuggestionsProps {
  account: Account;
  typed: string;
  /** Those that stand in the text already. */
  selected: readonly string[];
  onSelect(number: string): void;
}

const mostPeople = 6;

/** People whom the end of the text names, and before there is one those of lately; then the account's own lines and phones. */
export function CalleeSuggestions({ account, typed, selected, onSelect }: CalleeSuggestionsProps) {
  const { t, number, who } = useWords();
  const found = usePeople(lastPart(typed), mostPeople);
  const people = found.flatMap(({ remote }) => {
    const to = destinationOf(remote);
    return to === undefined ? [] : [{ to, label: who(remote) }];
  });
  const own = [...account.lines, ...account.phones.map((phone) => ({ number: phone, label: '' }))]
    .map(({ number: received, label }) => ({ to: destinationOf(parseParty(received)), label, received }))
    .flatMap(({ to, label, received }) =>
      to === undefined ? [] : [{ to, label: label || number(parseParty(received)) }],
    );
  const groups = [
    { title: t('tools.together.lately'), suggestions: people },
    { title: t('tools.together.own'), suggestions: own },
  ];
  const seen = new Set(selected);
  return groups.map(({ title, suggestions }) => {
    const left = suggestions.filter(({ to }) => !seen.has(to) && seen.add(to));
    return (
      left.length > 0 && (
        <div key={title} className="flex flex-wrap items-center gap-1.5">
          <span className="text-dim text-sm">{title}</span>
          {left.map(({ to, label }) => (
            <Button key={to} size="sm" unable={null} title={number(parseParty(to))} onClick={() => onSelect(to)}>
              {label}
            </Button>
          ))}
        </div>
      )
    );
  });
}
