import { execFileSync } from 'node:child_process';
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
      minute,
      heldBytes: (40 + 12 * filled + (n % 3) * 0.3) * mebi,
      rssBytes: (170 + 30 * filled + (n % 5)) * mebi,
      pageBytes: (9 + minute / 10) * mebi,
      pageObjectBytes: (3 + filled * 0.2 + (n % 12) * 0.1) * mebi,
      pageNodes: 300 + (n % 12) * 90,
      pageListeners: 200 + (n % 12) * 5,
      timers: 20 + (n % 6),
      descriptors: 45 + (n % 4),
      lateP99Ms: 3 + (n % 7 === 0 ? 25 : 0),
      lateMaxMs: 60,
      idleLateP99Ms: 1.2,
    };
    return { ...sample, ...change(sample) };
  });
}
const broken = (samples: SoakSample[]) => judgeSoak(samples).flatMap((one) => (one.isHeld ? [] : [one.measure]));

/** In a process of its own, whose heap is small: how much it and its objects grow by what this does with `functions`, bytes. */
function grown(doing: string): { all: number; objects: number } {
  const program = `
    import { getHeapSnapshot } from 'node:v8';
    import { json } from 'node:stream/consumers';
    import { objectBytes } from '${new URL('../prove/soak/sampled-page.ts', import.meta.url)}';
    const source = Array.from({ length: 500 }, (_, n) => 'f' + n + ': (a, b) => a.x + b.y * ' + n + ' - (a.z ?? b.z)');
    const functions = Object.values(new Function('return {' + source + '}')());
    const held = [functions];
    const sizes = async () => {
      const heap = await json(getHeapSnapshot());
      const at = heap.snapshot.meta.node_fields;
      const all = heap.nodes.reduce((sum, value, n) => (n % at.length === at.indexOf('self_size') ? sum + value : sum), 0);
      return { all, objects: objectBytes(heap) };
    };
    // What reading a snapshot needs is there before it is compared.
    await sizes();
    const before = await sizes();
    ${doing}
    const after = await sizes();
    const [all, objects] = [after.all - before.all, after.objects - before.objects];
    console.log(JSON.stringify({ all, objects, held: held.length }));`;
  const args = ['--no-flush-bytecode', '--input-type=module', '--eval', program];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

describe('what a page holds', () => {
  it('is more by each object that is left over', () => {
    const { objects } = grown('for (let n = 0; n < 500; n += 1) held.push({ id: n, text: ["a", n], said: () => n });');
    expect(objects).toBeGreaterThan(500 * 100);
  });

  it('is more by what a buffer holds that is left over', () => {
    const { objects } = grown('held.push(new Float32Array(1_000_000));');
    expect(objects).toBeGreaterThan(4_000_000);
  });

  it('is not more by what the engine compiles', () => {
    const { all, objects } = grown(
      'for (const run of functions) for (let n = 0; n < 2000; n += 1) run({ x: n, y: 1, z: 2 }, { x: 1, y: n });',
    );
    expect(all).toBeGreaterThan(200_000);
    expect(objects).toBeLessThan(all / 10);
  });
});

describe('a soak', () => {
  it('holds where caches fill, numbers go up and down and the engine goes on compiling', () => {
    expect(broken(samplesOf())).toEqual([]);
  });

  // 10 % in the time after the warm-up, or two of each left over every three minutes.
  const leaks: [measure: string, change: (sample: SoakSample) => Partial<SoakSample>][] = [
    ['program: held', ({ minute, heldBytes }) => ({ heldBytes: heldBytes * (1 + minute / 200) })],
    ['program: resident', ({ minute, rssBytes }) => ({ rssBytes: rssBytes * (1 + minute / 200) })],
    ['page: objects', ({ minute, pageObjectBytes }) => ({ pageObjectBytes: pageObjectBytes * (1 + minute / 200) })],
    ['page: nodes', ({ minute, pageNodes }) => ({ pageNodes: pageNodes * (1 + minute / 200) })],
    ['page: listeners', ({ minute, pageListeners }) => ({ pageListeners: pageListeners * (1 + minute / 200) })],
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
    expect(picture.match(/<polyline points="[\d., ]+"/g)).toHaveLength(9);
    expect(picture).toContain('<title>');
    expect(picture).not.toContain('NaN');
  });
});
