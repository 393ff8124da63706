import { Volume1, Volume2, VolumeX } from 'lucide-react';
import { usePlayer } from '../../stores/player-store.ts';
import { Popover } from '../../ui/popover.tsx';
import { useWords } from '../../words/words.ts';

/** How loud recordings play: a quiet caller and a loud one are heard one after the other. Holds until the page is left. */
export function VolumeControl() {
  const { t, percent } = useWords();
  const volume = usePlayer((state) => state.volume);
  const Icon = volume === 0 ? VolumeX : volume < 0.5 ? Volume1 : Volume2;
  const label = t('recordings.volume');
  return (
    <Popover
      label={label}
      aria-label={`${label}: ${percent(volume)}`}
      data-hint={label}
      side="top"
      sideOffset={6}
      className="grid size-8 shrink-0 place-items-center rounded-lg text-dim transition-colors duration-100 hover:bg-sunk hover:text-text"
      panelClassName="z-50 flex animate-fade items-center gap-2.5 rounded-[10px] border border-line bg-raised px-3 py-2 shadow-float outline-none"
      panel={() => (
        <>
          <input
            type="range"
            aria-label={label}
            aria-valuetext={percent(volume)}
            min={0}
            max={100}
            step={5}
            value={Math.round(volume * 100)}
            onChange={(event) => usePlayer.setState({ volume: event.target.valueAsNumber / 100 })}
            className="w-36 accent-accent-solid"
          />
          <span aria-hidden className="min-w-9 text-right text-dim">
            {percent(volume)}
          </span>
        </>
      )}
    >
      <Icon aria-hidden size={16} strokeWidth={1.9} />
    </Popover>
  );
}
