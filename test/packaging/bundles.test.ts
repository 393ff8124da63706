import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type Node, parseSync } from 'oxc-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readModule, walk } from '../../build/module-references.ts';
import { makeWav } from '../fixtures/audio.ts';
import { root } from './pack.ts';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'perezvon-bundles-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const folder = (name: string) => join(root, 'out/desktop', name);
const read = (path: string) => readFileSync(join(root, 'out/desktop', path), 'utf8');
const importsOf = (path: string) => readModule(path, read(path), [])?.map(({ target }) => target) ?? [];

describe.each(['preload/preload.cjs', 'preload/popup-preload.cjs'])('%s', (path) => {
  it('is a script and no module: the sandbox knows no import', () => {
    const { module } = parseSync(path, read(path), { sourceType: 'unambiguous' });
    expect(module.hasModuleSyntax).toBe(false);
  });

  it('requires nothing but electron: the sandbox has neither files nor modules of Node', () => {
    expect(importsOf(path)).toEqual(['electron']);
  });
});

it('has nothing beside the preloads that they would have to load', () => {
  expect(readdirSync(folder('preload')).sort()).toEqual(['popup-preload.cjs', 'preload.cjs']);
});

describe.each(['out/desktop/main', 'out/web'])('%s', (bundle) => {
  it('has the program of each thread as a file of its own, which runs where it is looked for', async () => {
    const files = globSync('**/*.js', { cwd: join(root, bundle) }).map((name) => join(root, bundle, name));
    const programs = files.flatMap((file) => {
      const found = readFileSync(file, 'utf8').matchAll(/new URL\("([^"]+-thread-[^"]+)", import\.meta\.url\)/g);
      return [...found].map(([, path = '']) => new URL(path, pathToFileURL(file)));
    });
    // A program that has run since an earlier build has its own still.
    expect(new Set(programs.map(({ pathname }) => basename(pathname).replace(/-[\w-]{8}\.js$/, '')))).toEqual(
      new Set(['waveform-thread']),
    );
    const sound = join(directory, 'talk.wav');
    writeFileSync(sound, makeWav([{ seconds: 2, amplitude: 0.5 }]));
    for (const program of programs) {
      const thread = new Worker(program);
      thread.postMessage({ path: sound, mimeType: 'audio/wav' });
      const [answer] = await once(thread, 'message');
      await thread.terminate();
      expect(answer).toMatchObject({ waveform: { durationSeconds: 2 } });
    }
  });
});

describe('the main bundle', () => {
  it('is read by Node as it stands, in every part', () => {
    const parts = ['main.js', ...readdirSync(folder('main/chunks')).map((name) => `chunks/${name}`)];
    for (const part of parts) {
      const { status, stderr } = spawnSync(process.execPath, ['--check', folder(`main/${part}`)], { encoding: 'utf8' });
      expect({ part, status, stderr }).toEqual({ part, status: 0, stderr: '' });
    }
    expect(parts.length).toBeGreaterThan(3);
  });

  it('waits for nothing while it loads: Electron is ready only after it', () => {
    const { program } = parseSync('main.js', read('main/main.js'));
    const functions: Node[] = [];
    const waits: Node[] = [];
    walk(program, undefined, (node) => {
      if (node.type.includes('Function')) functions.push(node);
      if (node.type === 'AwaitExpression') waits.push(node);
    });
    const isInside = (wait: Node) => functions.some(({ start, end }) => start < wait.start && wait.end <= end);
    expect(waits.length).toBeGreaterThan(0);
    expect(waits.filter((wait) => !isInside(wait)).map(({ start }) => start)).toEqual([]);
  });

  it('leaves Electron to Electron, and the keychain to what loads by its own path', () => {
    const files = ['main.js', ...readdirSync(folder('main/chunks')).map((name) => `chunks/${name}`)];
    const sources = files.map((name) => read(`main/${name}`));
    for (const name of ['electron', 'keytar']) {
      const imported = new RegExp(`(?:from |import\\()"${name}"`);
      expect(sources.filter((source) => imported.test(source)).length, name).toBeGreaterThan(0);
    }
    // The package of this name downloads Electron and answers where it lies: nothing for a program that runs in it.
    expect(sources.filter((source) => source.includes('ELECTRON_OVERRIDE_DIST_PATH'))).toEqual([]);
    expect(sources.filter((source) => /\.node"\)/.test(source))).toEqual([]);
  });
});
