import { Slider } from 'radix-ui';
import { useWords } from '../../app/words.ts';
import { formatDuration } from '../../format/duration.ts';

interface SeekBarProps {
  /** Seconds. */
  at: number;
  length: number;
  onSeek(to: number): void;
}

export function SeekBar({ at, length, onSeek }: SeekBarProps) {
  const { t } = useWords();
  const shown = Math.min(at, length);
  return (
    <div className="flex min-w-0 flex-1 items-center gap-2.5 max-sm:order-last max-sm:basis-full">
      <span className="min-w-9 text-dim sm:text-right">{formatDuration(shown)}</span>
      <Slider.Root
        value={[shown]}
        max={Math.max(length, 1)}
        step={1}
        onValueChange={([to]) => to !== undefined && onSeek(to)}
        className="group relative flex h-8 min-w-0 flex-1 touch-none items-center select-none"
      >
        <Slider.Track className="relative h-1.5 w-full overflow-hidden rounded-full bg-line">
          <Slider.Range className="absolute h-full bg-accent-solid" />
        </Slider.Track>
        <Slider.Thumb
          aria-label={t('recordings.position')}
          aria-valuetext={t('recordings.positionText', { at: formatDuration(shown), total: formatDuration(length) })}
          className="block size-3.5 rounded-full border-2 border-surface bg-accent-solid shadow-card"
        />
      </Slider.Root>
      <span className="min-w-9 text-dim max-sm:text-right">{formatDuration(length)}</span>
    </div>
  );
}
