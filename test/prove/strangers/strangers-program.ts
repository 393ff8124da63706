/** `npm run prove -- strangers --runs N --seed S`: so many attempts of each kind on the web host and a private relay. */
import { parseArgs } from 'node:util';
import { proveStrangers } from './attacks.ts';

const { values } = parseArgs({ options: { runs: { type: 'string' }, seed: { type: 'string' } } });
const runs = Number(values.runs ?? 4000);
const seed = values.seed ?? String(Date.now() % 100_000);

const reports = await proveStrangers({ runs, seed });
for (const complaint of reports.flatMap(({ complaints }) => complaints)) console.error(complaint);
console.log(`Strangers, seed ${seed}:`);
console.table(reports.map(({ complaints, ...counts }) => ({ ...counts, complaints: complaints.length })));
process.exitCode = reports.every(({ complaints }) => complaints.length === 0) ? 0 : 1;
