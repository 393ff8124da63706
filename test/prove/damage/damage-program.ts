/** `npm run prove -- damage --runs N --seed S`: files that are not what was written, so many times each. */
import { parseArgs } from 'node:util';
import { proveRelayDisks } from './relay-disk.ts';
import { proveRelayDamage } from './relay-file.ts';

const { values } = parseArgs({ options: { runs: { type: 'string' }, seed: { type: 'string' } } });
const runs = Number(values.runs ?? 300);
const seed = values.seed ?? String(Date.now() % 100_000);

const reports = await proveRelayDamage({ runs, seed });
const disks = await proveRelayDisks();
for (const complaint of [...reports, ...disks].flatMap(({ complaints }) => complaints)) console.error(complaint);
console.log(`The relay's file, seed ${seed}:`);
console.table(
  reports.map(({ complaints, gapTold, setAside, ...counts }) => ({
    ...counts,
    'gap told': gapTold,
    'put aside, gap told': setAside,
    complaints: complaints.length,
  })),
);
console.table(disks.map(({ complaints, ...told }) => ({ ...told, complaints: complaints.length })));
process.exitCode = [...reports, ...disks].every(({ complaints }) => complaints.length === 0) ? 0 : 1;
