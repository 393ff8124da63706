import { useRef } from 'react';
import type { Account } from '../../../shared/contract/account.ts';
import { useLive } from '../../stores/live-store.ts';
import { classNames } from '../../ui/class-names.ts';
import { useHeld } from '../../ui/held-rows.ts';
import { useDebounced } from '../../ui/use-debounced.ts';
import { ImportProgress } from '../accounts/import-progress.tsx';

/** What is read in a moment is not worth a line that comes and goes. */
const worthTellingMs = 1_500;

/** Why the log of an account is still short: its past is being read. With `held`, what is over keeps its place. */
export function Imports({ held }: { held: boolean }) {
  const accounts = useLive((state) => state.accounts);
  const importing = accounts.filter(({ status }) => status.importing !== undefined);
  const isLong = useDebounced(importing.length > 0 ? 'importing' : '', worthTellingMs) !== '';
  const ids = useHeld(isLong ? importing.map(({ id }) => id) : [], held);
  const told = useRef(new Map<string, Account>());
  for (const account of importing) told.current.set(account.id, account);
  const shown = ids.flatMap((id) => told.current.get(id) ?? []);
  if (shown.length === 0) return null;
  return (
    <ul className="mb-3 divide-y divide-line rounded-xl border border-line bg-surface">
      {shown.map((account) => {
        const isOver = !importing.includes(account);
        return (
          <li key={account.id} inert={isOver} className={classNames('px-3.5 pt-1.5 pb-3', isOver && 'opacity-45')}>
            <p className="-mb-1 truncate text-dim text-sm">{account.label}</p>
            <ImportProgress account={account} />
          </li>
        );
      })}
    </ul>
  );
}
