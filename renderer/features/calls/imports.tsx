import { useLive } from '../../stores/live-store.ts';
import { useSettled } from '../../ui/settled.ts';
import { ImportProgress } from '../accounts/import-progress.tsx';

/** What is read in a moment is not worth a line that comes and goes. */
const worthTellingMs = 1_500;

/** Why the log of an account is still short: its past is being read. */
export function Imports() {
  const accounts = useLive((state) => state.accounts);
  const importing = accounts.filter(({ status }) => status.importing !== undefined);
  const isLong = useSettled(importing.length > 0 ? 'importing' : '', worthTellingMs) !== '';
  if (!isLong || importing.length === 0) return null;
  return (
    <ul className="mb-3 divide-y divide-line rounded-xl border border-line bg-surface">
      {importing.map((account) => (
        <li key={account.id} className="px-3.5 pt-1.5 pb-3">
          <p className="-mb-1 truncate text-dim text-sm">{account.label}</p>
          <ImportProgress account={account} />
        </li>
      ))}
    </ul>
  );
}
