/** The quietest recording is not drawn as if it were loud: what stays below this all the time is noise. */
const leastLoud = 0.05;

/**
 * As many bars as there is room for, each as high as the loudest of its peaks and the loudest of all of them 1: telephone
 * recordings differ much in level, and a flat wave shows nothing.
 */
export function barsOf(peaks: readonly number[], count: number): number[] {
  const loudest = peaks.reduce((most, peak) => Math.max(most, peak), leastLoud);
  return Array.from({ length: peaks.length === 0 ? 0 : count }, (_, bar) => {
    const from = Math.floor((bar * peaks.length) / count);
    const to = Math.max(from + 1, Math.floor(((bar + 1) * peaks.length) / count));
    return peaks.slice(from, to).reduce((most, peak) => Math.max(most, peak), 0) / loudest;
  });
}

/** Width of a bar and from bar to bar, px. */
const barWidth = 2;
export const barStep = 3;
/** The height that a path is drawn to. */
export const waveHeight = 100;
const leastBar = 4;

/** The bars as one SVG path, mirrored at the middle. */
export function drawBars(bars: readonly number[]): string {
  return bars
    .map((bar, index) => {
      const height = Math.max(leastBar, Math.round(bar * waveHeight));
      return `M${index * barStep} ${(waveHeight - height) / 2}h${barWidth}v${height}h-${barWidth}z`;
    })
    .join('');
}
