import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { isActionStep, isJob, isRunStep } from '@actions/workflow-parser/model/type-guards';
import { describe, expect, it } from 'vitest';
import { root } from './pack.ts';

const path = '.github/workflows/desktop.yml';
const content = readFileSync(join(root, path), 'utf8');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** As whoever hosts it reads it. */
async function read(text = content) {
  const { context, value } = parseWorkflow({ name: path, content: text }, new NoOperationTraceWriter());
  if (value === undefined) throw new Error('it is no workflow');
  const errors = context.errors.getErrors().map(({ message }) => message);
  if (errors.length > 0) return { errors, steps: [] };
  const { jobs } = await convertWorkflowTemplate(context, value);
  const steps = jobs.flatMap((job) => (isJob(job) ? job.steps : []));
  return { errors, steps };
}

describe('the workflow for real systems', () => {
  it('is read by a parser of its own host without a complaint, which complains of what is none', async () => {
    expect((await read()).errors).toEqual([]);
    expect((await read(content.replace('runs-on:', 'run-on:'))).errors).not.toEqual([]);
    expect((await read(content.replace('github.ref', 'github ref'))).errors).not.toEqual([]);
  });

  it('runs on both processors of each system', () => {
    const systems = [...content.matchAll(/- \{ system: ([\w.-]+),/g)].map(([, system]) => system);
    expect(systems).toEqual([
      ...['ubuntu-24.04', 'ubuntu-24.04-arm', 'windows-2025', 'windows-11-arm', 'macos-15', 'macos-15-intel'],
    ]);
  });

  it('may read the sources and nothing else, knows no secret, and runs no action but by its very commit', async () => {
    expect(content).toMatch(/^permissions:\n {2}contents: read\n[a-z]/m);
    expect(content).not.toMatch(/secrets\b|write\b|pull_request_target/);
    const { steps } = await read();
    const actions = steps.filter(isActionStep).map(({ uses }) => uses.value);
    expect(actions.length).toBeGreaterThan(0);
    for (const action of actions) expect(action).toMatch(/^actions\/[\w-]+@[\da-f]{40}$/);
  });

  it('calls what is here, in a shell that reads it', async () => {
    const { steps } = await read();
    const commands = steps.filter(isRunStep).map(({ run }) => run.toString());
    expect(commands.length).toBeGreaterThan(6);
    for (const command of commands) {
      const shell = command.replaceAll(/\$\{\{.*?\}\}/g, '');
      expect(spawnSync('bash', ['-n', '-c', shell], { encoding: 'utf8' })).toMatchObject({ status: 0 });
      for (const [, file = ''] of shell.matchAll(/(?:node|sh) ((?:build|node_modules)\/\S+)/g))
        expect(existsSync(join(root, file)), file).toBe(true);
      for (const [, script = ''] of shell.matchAll(/npm run (\S+)/g)) expect(scripts).toHaveProperty([script]);
    }
  });
});

const tools = ['xvfb-run', 'dbus-run-session', 'gnome-keyring-daemon'].map((name) => `/usr/bin/${name}`);

describe.skipIf(tools.some((tool) => !existsSync(tool)))('the session of its Linux jobs', () => {
  const inSession = (...command: string[]) =>
    spawnSync(join(root, 'build/hosted/session.sh'), command, { encoding: 'utf8', cwd: root });

  it('has a screen, and a keyring that is open to whoever asks', () => {
    const program = `
      const { AsyncEntry } = require('keytar');
      const entry = new AsyncEntry('perezvon-session', 'probe');
      entry.setPassword('kept').then(() => entry.getPassword()).then((kept) => console.log(kept, process.env.DISPLAY));`;
    const { status, stdout, stderr } = inSession(process.execPath, '-e', program);
    expect({ status, stdout }, stderr).toEqual({ status: 0, stdout: expect.stringMatching(/^kept :\d+\n$/) });
  });

  it('ends as what was run in it', () => {
    expect(inSession('sh', '-c', 'exit 7').status).toBe(7);
  });
});
