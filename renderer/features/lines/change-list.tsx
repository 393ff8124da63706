import { ArrowRight } from 'lucide-react';
import { useWords } from '../../words/words.ts';
import type { ChangeGroup } from './change-words.ts';

/** What differs, by what it belongs to. */
export function ChangeList({ groups }: { groups: readonly ChangeGroup[] }) {
  const { t } = useWords();
  return (
    <div className="flex flex-col gap-3">
      {groups.map(({ title, changes }) => (
        <div key={title}>
          <p className="mb-0.5 font-semibold">{title}</p>
          <ul className="flex flex-col">
            {changes.map(({ what, before, after }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two changes may read the same, and none ever moves
              <li key={index} className="border-line border-t py-1.5 first:border-t-0">
                {before === undefined ? (
                  what
                ) : (
                  <>
                    {what}: <span className="text-dim line-through decoration-line-strong">{before}</span>
                    <ArrowRight aria-hidden size={13} className="mx-1.5 inline text-faint" />
                    <span className="sr-only"> {t('lines.change.became')} </span>
                    <span className="font-medium">{after}</span>
                  </>
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
