import { useEffect, useMemo, useRef, useState } from 'react';
import { barStep, barsOf, drawBars, waveHeight } from './wave-bars.ts';

interface WaveProps {
  peaks: readonly number[];
  /** How much of it was played, 0 to 1. */
  share: number;
}

/**
 * The sound as a picture, drawn by the theme's colours: the bars once, and over them those that were played. An SVG of our
 * own and no player library, because what is left to draw when peaks, media element and slider are given is one path.
 */
export function Wave({ peaks, share }: WaveProps) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (box.current === null) return;
    const watcher = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    watcher.observe(box.current);
    return () => watcher.disconnect();
  }, []);
  const path = useMemo(() => drawBars(barsOf(peaks, Math.floor(width / barStep))), [peaks, width]);
  const picture = (
    <svg
      aria-hidden
      viewBox={`0 0 ${Math.max(width, 1)} ${waveHeight}`}
      preserveAspectRatio="none"
      className="block size-full"
    >
      <path d={path} fill="currentColor" />
    </svg>
  );
  return (
    <div ref={box} aria-hidden className="absolute inset-0">
      <div className="absolute inset-0 text-line-strong">{picture}</div>
      <div className="absolute inset-0 text-accent-solid" style={{ clipPath: `inset(0 ${(1 - share) * 100}% 0 0)` }}>
        {picture}
      </div>
    </div>
  );
}
