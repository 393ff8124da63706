import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { UsageError } from '../../../build/setup/usage-error.mjs';
import { type ChosenMistake, chooseMistakes } from './choose-mistakes.ts';
import type { Mistake } from './mistakes/mistake.ts';
import { mistakes } from './mistakes.ts';

/**
 * Makes each mistake in a copy of the sources, and asks whether it is noticed. Exit code 0 when every one is. A mistake
 * whose right text is not there any more fails too, and so does one whose witness complains of the sources as they are: a
 * list that has fallen behind proves nothing. `--only` makes one part of the list,
 * by what it is about or by words of a fact.
 */
const root = fileURLToPath(new URL('../../..', import.meta.url));
const copied = ['electron', 'shared', 'renderer', 'test', 'build', 'LICENSE', 'package-lock.json'];
const settings = ['package.json', 'tsconfig.json'];

type Outcome = 'noticed' | 'UNNOTICED' | 'NOT MADE' | 'WITNESS FAILS BY ITSELF';

const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
const chosen = choose();

const asked = new Map<string, Promise<boolean>>();
const folder = await mkdtemp(join(tmpdir(), 'perezvon-mistakes-'));
const pristine = join(folder, 'out-as-built');
try {
  for (const name of [...copied, ...settings]) await cp(join(root, name), join(folder, name), { recursive: true });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  // Some witnesses look at the web host's bundle too, which no mistake is made in.
  const isWebHostBuilt = await run('vite', ['build', '--config', 'build/web-host.vite.config.ts']);
  if (!isWebHostBuilt || !(await build()))
    throw new Error('the sources as they are cannot be built: nothing can be proved on them');
  await cp(join(folder, 'out'), pristine, { recursive: true });

  const results = [];
  for (const { about, mistake } of chosen) {
    const started = performance.now();
    const outcome = await make(mistake);
    const seconds = Math.round((performance.now() - started) / 100) / 10;
    results.push({ about, fact: mistake.fact, 'noticed by': mistake.noticedBy, outcome, seconds });
    process.stderr.write(`${outcome}: ${about}: ${mistake.fact} (${seconds} s)\n`);
  }
  console.table(results);
  const noticed = results.filter(({ outcome }) => outcome === 'noticed').length;
  const byTypes = results.filter((each) => each.outcome === 'noticed' && each['noticed by'] === 'types').length;
  console.log(`${results.length} mistakes made, ${noticed} noticed: ${byTypes} by the type check, the rest by tests`);
  process.exitCode = noticed === results.length ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

function choose(): ChosenMistake[] {
  try {
    return chooseMistakes(mistakes, only);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}

async function make({ file, right, wrong, noticedBy, built }: Mistake): Promise<Outcome> {
  const path = join(folder, file);
  const source = await readFile(path, 'utf8');
  if (!source.includes(right)) return 'NOT MADE';
  if (!(await standsByItself(noticedBy))) return 'WITNESS FAILS BY ITSELF';
  await writeFile(
    path,
    source.replace(right, () => wrong),
  );
  try {
    // What cannot even be built has been noticed.
    return (built && !(await build())) || !(await passes(noticedBy)) ? 'noticed' : 'UNNOTICED';
  } finally {
    await writeFile(path, source);
    if (built) {
      await rm(join(folder, 'out'), { recursive: true });
      await cp(pristine, join(folder, 'out'), { recursive: true });
    }
  }
}

/** Whether a witness has nothing to say of the sources as they are. Asked once. */
function standsByItself(witness: string): Promise<boolean> {
  const known = asked.get(witness) ?? passes(witness);
  asked.set(witness, known);
  return known;
}

/** Whether the type check of the main process's room, or what a witness names of the tests, passes. */
function passes(witness: string): Promise<boolean> {
  if (witness === 'types') return run('tsc', ['-p', 'electron', '--noEmit']);
  const [path = '', name] = witness.split(' > ');
  if (path.startsWith('test/desktop/')) {
    const only = name === undefined ? [] : ['--grep', name];
    return run('playwright', [
      'test',
      '--config',
      'test/desktop/playwright.config.ts',
      path,
      '--timeout=30000',
      ...only,
    ]);
  }
  const config = path.startsWith('test/packaging/') ? 'test/packaging/vitest.config.ts' : 'build/vitest.config.ts';
  const only = name === undefined ? [] : ['--testNamePattern', name];
  return run('vitest', ['run', '--config', config, path, ...only]);
}

function build(): Promise<boolean> {
  return run('electron-vite', ['build', '--config', 'build/electron-vite.config.ts']);
}

function run(command: string, args: string[]): Promise<boolean> {
  const program = join(root, 'node_modules/.bin', command);
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: folder, stdio: 'ignore', shell: process.platform === 'win32' });
    child.once('error', reject);
    child.once('close', (code) => resolve(code === 0));
  });
}
