import { useWords } from '../../words/words.ts';

interface UsageBarProps {
  usage: { bytes: number; files: number; keptBytes: number; quotaBytes: number };
}

/** How much of the room for recordings is taken, and by what. */
export function UsageBar({ usage }: UsageBarProps) {
  const { t, bytes } = useWords();
  const { keptBytes, quotaBytes } = usage;
  const all = Math.max(quotaBytes, usage.bytes, 1);
  const width = (part: number) => ({ width: `${(part / all) * 100}%` });
  return (
    <div>
      <div aria-hidden className="flex h-2 overflow-hidden rounded-full bg-line">
        <div className="bg-go-solid" style={width(keptBytes)} />
        <div className="bg-accent-solid" style={width(usage.bytes - keptBytes)} />
      </div>
      <dl className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-sm">
        <div className="flex items-center gap-1.5">
          <dt className="sr-only">{t('settings.recordings.usage')}</dt>
          <dd>{t('settings.recordings.used', { used: bytes(usage.bytes), quota: bytes(quotaBytes) })}</dd>
        </div>
        <div className="flex items-center gap-1.5 text-dim">
          <dt>{t('settings.recordings.files')}</dt>
          <dd>{usage.files}</dd>
        </div>
        {keptBytes > 0 && (
          <div className="flex items-center gap-1.5 text-dim">
            <span aria-hidden className="size-2 rounded-full bg-go-solid" />
            <dt>{t('settings.recordings.keptHere')}</dt>
            <dd>{bytes(keptBytes)}</dd>
          </div>
        )}
      </dl>
    </div>
  );
}
