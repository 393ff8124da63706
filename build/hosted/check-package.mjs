// Installs what `npm run package` made, and lets what is installed try itself out: `node build/hosted/check-package.mjs [FOLDER]`.
import { resolve } from 'node:path';
import { complaintsOf, install, selfCheck } from './installed.mjs';

const report = selfCheck(install(resolve(process.argv[2] ?? 'dist')));
process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
const complaints = complaintsOf(report);
for (const complaint of complaints) process.stderr.write(`${complaint}\n`);
process.exitCode = complaints.length === 0 ? 0 : 1;
