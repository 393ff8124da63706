import type { SoakSample } from './verdict.ts';

const [width, height, left, top, gap] = [960, 150, 90, 30, 46];

const curves: { title: string; of: (sample: SoakSample) => number }[] = [
  { title: 'program: held after collecting, MiB', of: ({ heldBytes }) => heldBytes / 2 ** 20 },
  { title: 'program: resident, MiB', of: ({ rssBytes }) => rssBytes / 2 ** 20 },
  { title: 'page: objects after collecting, MiB', of: ({ pageObjectBytes }) => pageObjectBytes / 2 ** 20 },
  { title: 'page: all after collecting, with compiled code, MiB', of: ({ pageBytes }) => pageBytes / 2 ** 20 },
  { title: 'page: nodes', of: ({ pageNodes }) => pageNodes },
  { title: 'page: listeners', of: ({ pageListeners }) => pageListeners },
  { title: 'program: timers', of: ({ timers }) => timers },
  { title: 'program: descriptors', of: ({ descriptors = 0 }) => descriptors },
  { title: 'event loop late, p99, ms', of: ({ lateP99Ms }) => lateP99Ms },
];

/** What was sampled over time, one curve below the other, each from nothing to its most. */
export function drawSoak(samples: readonly SoakSample[]): string {
  const minutes = samples.at(-1)?.minute || 1;
  const parts = curves.map(({ title, of }, index) => {
    const values = samples.map(of);
    const most = Math.max(...values) * 1.1 || 1;
    const y0 = top + index * (height + gap);
    const x = (minute: number) => (left + (minute / minutes) * width).toFixed(1);
    const y = (value: number) => (y0 + height - (value / most) * height).toFixed(1);
    const points = samples.map((sample) => `${x(sample.minute)},${y(of(sample))}`).join(' ');
    return [
      `<text x="${left}" y="${y0 - 8}" font-weight="600">${title}</text>`,
      `<rect x="${left}" y="${y0}" width="${width}" height="${height}" fill="none" stroke="#ccc"/>`,
      `<text x="${left - 8}" y="${y0 + 12}" text-anchor="end">${most.toFixed(1)}</text>`,
      `<text x="${left - 8}" y="${y0 + height}" text-anchor="end">0</text>`,
      `<polyline points="${points}" fill="none" stroke="#1f6feb" stroke-width="1.5"/>`,
    ].join('\n');
  });
  const whole = top + curves.length * (height + gap);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + width + 30}" height="${whole + 10}" font-family="sans-serif" font-size="13">
<title>What program and page held during a soak</title>
<rect width="100%" height="100%" fill="#fff"/>
${parts.join('\n')}
<text x="${left + width}" y="${whole - 8}" text-anchor="end">${minutes.toFixed(1)} minutes</text>
</svg>
`;
}
