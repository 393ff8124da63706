import { Slider } from 'radix-ui';
import type { RecordingNote } from '../../../shared/contract/recording.ts';
import { formatDuration } from '../../format/duration.ts';
import { Hint } from '../../ui/hint.tsx';
import { useWords } from '../../words/words.ts';
import { Wave } from './wave.tsx';

interface SeekBarProps {
  /** Seconds. */
  at: number;
  length: number;
  /** Undefined while they are being made; none where this format cannot be read. */
  peaks: readonly number[] | undefined;
  notes: readonly RecordingNote[];
  onSeek(to: number): void;
}

/** Where it plays: a slider that is the wave itself, with the notes above it. */
export function SeekBar({ at, length, peaks, notes, onSeek }: SeekBarProps) {
  const { t } = useWords();
  const shown = Math.min(at, length);
  const share = length > 0 ? shown / length : 0;
  const drawn = peaks !== undefined && peaks.length > 0;
  return (
    <div className="flex min-w-0 flex-1 items-center gap-2.5">
      <span className="min-w-9 text-dim sm:text-right">{formatDuration(shown)}</span>
      <div className="relative min-w-0 flex-1">
        <Slider.Root
          value={[shown]}
          max={Math.max(length, 1)}
          step={1}
          onValueChange={([to]) => to !== undefined && onSeek(to)}
          className="relative flex h-11 min-w-0 touch-none items-center select-none"
        >
          {drawn ? (
            <Slider.Track className="relative h-9 w-full">
              <Wave peaks={peaks} share={share} />
            </Slider.Track>
          ) : (
            <Slider.Track className="relative h-1.5 w-full overflow-hidden rounded-full bg-line">
              <Slider.Range className="absolute h-full bg-accent-solid" />
            </Slider.Track>
          )}
          <Slider.Thumb
            aria-label={t('recordings.position')}
            aria-valuetext={t('recordings.positionText', { at: formatDuration(shown), total: formatDuration(length) })}
            className={
              drawn
                ? 'block h-11 w-0.5 rounded-full bg-accent-solid'
                : 'block size-3.5 rounded-full border-2 border-surface bg-accent-solid shadow-card'
            }
          />
        </Slider.Root>
        {/* For the pointer; the list of the notes has the same for everybody. */}
        <div aria-hidden>
          {notes.map((note) => (
            <Hint key={note.id} text={`${formatDuration(note.atSeconds)} ${note.text.slice(0, 80)}`}>
              <button
                type="button"
                tabIndex={-1}
                onClick={() => onSeek(note.atSeconds)}
                className="absolute -top-1 h-4 w-4 -translate-x-1/2"
                style={{ left: `${Math.min(1, note.atSeconds / Math.max(length, 1)) * 100}%` }}
              >
                <span className="mx-auto block h-3.5 w-2 rounded-full rounded-b-none border-2 border-surface bg-go" />
              </button>
            </Hint>
          ))}
        </div>
      </div>
      <span className="min-w-9 text-dim max-sm:text-right">{formatDuration(length)}</span>
    </div>
  );
}
