import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Mistake, mistakes } from './mistakes.ts';

/**
 * Makes each mistake in a copy of the sources, and asks whether it is noticed. Exit code 0 when every one is. A mistake
 * whose right text is not there any more fails too: a list that has fallen behind proves nothing.
 */
const root = fileURLToPath(new URL('../../..', import.meta.url));
const copied = ['electron', 'shared', 'renderer', 'test', 'build', 'package.json', 'tsconfig.json'];

const folder = await mkdtemp(join(tmpdir(), 'perezvon-mistakes-'));
try {
  for (const name of copied) await cp(join(root, name), join(folder, name), { recursive: true });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  if (!(await passes('types')) || !(await passes('electron/desktop'))) {
    throw new Error('the sources as they are pass neither type check nor tests: nothing can be proved on them');
  }
  const results = [];
  for (const mistake of mistakes) {
    const outcome = await make(mistake);
    results.push({ fact: mistake.fact, 'noticed by': mistake.noticedBy.replace('electron/desktop/', ''), outcome });
    process.stderr.write(`${outcome}: ${mistake.fact}\n`);
  }
  console.table(results);
  const unnoticed = results.filter(({ outcome }) => outcome !== 'noticed').length;
  console.log(`${results.length} mistakes made, ${results.length - unnoticed} noticed`);
  process.exitCode = unnoticed === 0 ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function make({ file, right, wrong, noticedBy }: Mistake): Promise<'noticed' | 'UNNOTICED' | 'NOT MADE'> {
  const path = join(folder, file);
  const source = await readFile(path, 'utf8');
  if (!source.includes(right)) return 'NOT MADE';
  await writeFile(
    path,
    source.replace(right, () => wrong),
  );
  try {
    return (await passes(noticedBy)) ? 'UNNOTICED' : 'noticed';
  } finally {
    await writeFile(path, source);
  }
}

/** Whether the type check of the main process's room, or the tests at a path, pass. */
function passes(what: string): Promise<boolean> {
  const program = (name: string) => join(root, 'node_modules/.bin', name);
  const [command, args]: [string, string[]] =
    what === 'types'
      ? [program('tsc'), ['-p', 'electron', '--noEmit']]
      : [program('vitest'), ['run', '--config', 'build/vitest.config.ts', what]];
  const shell = process.platform === 'win32';
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: folder, stdio: 'ignore', shell });
    child.once('error', reject);
    child.once('close', (code) => resolve(code === 0));
  });
}
