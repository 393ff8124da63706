/** `npm run prove -- crash --kills N --seed S`: any number of kills, in worlds of some thirty each. */
import { parseArgs } from 'node:util';
import { type CrashReport, runCrashes } from './crash.ts';

const killsPerWorld = 30;

const { values } = parseArgs({ options: { kills: { type: 'string' }, seed: { type: 'string' } } });
const kills = Number(values.kills ?? 60);
const seed = values.seed ?? String(Date.now() % 100_000);

const reports: CrashReport[] = [];
for (let world = 0, left = kills; left > 0; world += 1, left -= killsPerWorld) {
  // A single world is run again by its own seed: `--seed 123.4 --kills 30`.
  const name = kills <= killsPerWorld ? seed : `${seed}.${world}`;
  const report = await runCrashes({ kills: Math.min(left, killsPerWorld), seed: name });
  reports.push(report);
  for (const complaint of report.complaints) console.error(`${name}: ${complaint}`);
  const { complaints, ...counts } = report;
  console.log(
    Object.entries({ ...counts, complaints: complaints.length })
      .flat()
      .join(' '),
  );
}
console.table(reports.map(({ complaints, ...counts }) => ({ ...counts, complaints: complaints.length })));
process.exitCode = reports.every(({ complaints }) => complaints.length === 0) ? 0 : 1;
