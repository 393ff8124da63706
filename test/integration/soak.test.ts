import { describe, expect, it } from 'vitest';
import { drawSoak } from '../prove/soak/curve.ts';
import { judgeSoak, type SoakSample } from '../prove/soak/verdict.ts';

const mebi = 2 ** 20;

/** Half an hour of a program that fills its caches first, and whose numbers go up and down a little. */
function samplesOf(change: (sample: SoakSample) => Partial<SoakSample> = () => ({})): SoakSample[] {
  return Array.from({ length: 360 }, (_, n) => {
    const minute = n / 12;
    const filled = Math.min(1, minute / 4);
    const sample: SoakSample = {
      ...{
        minute,
        heldBytes: (40 + 12 * filled + (n % 3) * 0.3) * mebi,
        rssBytes: (170 + 30 * filled + (n % 5)) * mebi,
      },
      ...{ pageBytes: (7 + filled + (n % 12) * 0.1) * mebi, timers: 20 + (n % 6), descriptors: 45 + (n % 4) },
      ...{ lateP99Ms: 3 + (n % 7 === 0 ? 25 : 0), lateMaxMs: 60, idleLateP99Ms: 1.2 },
    };
    return { ...sample, ...change(sample) };
  });
}
const broken = (samples: SoakSample[]) => judgeSoak(samples).flatMap((one) => (one.isHeld ? [] : [one.measure]));

describe('a soak', () => {
  it('holds where caches fill and numbers go up and down', () => {
    expect(broken(samplesOf())).toEqual([]);
  });

  // 10 % in the time after the warm-up, or two of each left over every three minutes.
  const leaks: [measure: string, change: (sample: SoakSample) => Partial<SoakSample>][] = [
    ['program: held', ({ minute, heldBytes }) => ({ heldBytes: heldBytes * (1 + minute / 200) })],
    ['program: resident', ({ minute, rssBytes }) => ({ rssBytes: rssBytes * (1 + minute / 200) })],
    ['page: held', ({ minute, pageBytes }) => ({ pageBytes: pageBytes * (1 + minute / 200) })],
    ['program: timers', ({ minute, timers }) => ({ timers: timers + Math.floor(minute / 3) * 2 })],
    [
      'program: descriptors',
      ({ minute, descriptors = 0 }) => ({ descriptors: descriptors + Math.floor(minute / 3) * 2 }),
    ],
    ['event loop late', ({ lateP99Ms }) => ({ lateP99Ms: lateP99Ms + 18 })],
  ];
  it.each(leaks)('does not where it is so: %s', (measure, change) => {
    expect(broken(samplesOf(change))).toEqual([expect.stringContaining(measure)]);
  });

  it('says nothing of a time that was too short', () => {
    expect(() => judgeSoak(samplesOf().slice(0, 20))).toThrow('say nothing');
  });

  it('is drawn, each curve in its own frame', () => {
    const picture = drawSoak(samplesOf());
    expect(picture.match(/<polyline points="[\d., ]+"/g)).toHaveLength(6);
    expect(picture).not.toContain('NaN');
  });
});
