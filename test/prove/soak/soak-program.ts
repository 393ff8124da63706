/** `npm run prove -- soak --minutes N --picture FILE`: whether the program stays as it is, however long it runs. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { drawSoak } from './curve.ts';
import { soak } from './soak.ts';
import { judgeSoak, type SoakSample } from './verdict.ts';

const { values } = parseArgs({ options: { minutes: { type: 'string' }, picture: { type: 'string' } } });
const minutes = Number(values.minutes ?? 60);
const picture = resolve(values.picture ?? 'test-results/soak.svg');
mkdirSync(dirname(picture), { recursive: true });

const known: SoakSample[] = [];
let toldMinute = 0;
const samples = await soak(minutes, (sample) => {
  known.push(sample);
  if (sample.minute < toldMinute + 5) return;
  toldMinute = sample.minute;
  // What is known so far, should somebody end it before its time.
  writeFileSync(picture, drawSoak(known));
  console.log(
    `${sample.minute.toFixed(0)} minutes: ${(sample.heldBytes / 2 ** 20).toFixed(1)} MiB held by the program`,
  );
});
writeFileSync(picture, drawSoak(samples));

const measures = judgeSoak(samples);
console.log(`${minutes} minutes, ${samples.length} samples. The curves: ${picture}`);
console.table(
  measures.map(({ isHeld, measure, warm, end, allowed }) => ({
    measure,
    'once warm': warm,
    'in the end': end,
    allowed: allowed ?? 'only told',
    result: allowed === undefined ? '' : isHeld ? 'held' : 'NOT HELD',
  })),
);
process.exitCode = measures.every(({ isHeld }) => isHeld) ? 0 : 1;
