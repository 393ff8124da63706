import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface LockedPackage {
  version?: string;
  resolved?: string;
  os?: string[];
  cpu?: string[];
  optionalDependencies?: Record<string, string>;
}
const text = readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8');
const packages: Record<string, LockedPackage> = JSON.parse(text).packages;

/** What ships or builds and comes as a binary for each platform. */
const binaries = [
  '@napi-rs/keyring-',
  '@rolldown/binding-',
  '@tailwindcss/oxide-',
  'lightningcss-',
  '@biomejs/cli-',
  '@oxc-parser/binding-',
  '@typescript/typescript-',
];
const platforms = [
  { os: 'win32', cpu: 'x64' },
  { os: 'win32', cpu: 'arm64' },
  { os: 'darwin', cpu: 'x64' },
  { os: 'darwin', cpu: 'arm64' },
  { os: 'linux', cpu: 'x64' },
  { os: 'linux', cpu: 'arm64' },
];

it.each(binaries.flatMap((name) => platforms.map((platform) => ({ name, ...platform }))))(
  'lists $name for $os on $cpu, though this machine does not install it',
  ({ name, os, cpu }) => {
    const found = Object.entries(packages).filter(
      ([path, { os: systems, cpu: processors }]) =>
        path.startsWith(`node_modules/${name}`) && systems?.includes(os) && processors?.includes(cpu),
    );
    expect(found).not.toEqual([]);
  },
);

it('lists every optional dependency of every package in the wanted version, or npm ci refuses the lock file', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name, wanted]) => !fits(find(path, name)?.version, wanted))
      .map(([name, wanted]) => `${path} -> ${name}@${wanted}`),
  );
  expect(missing).toEqual([]);
});

it('installs the one Electron that is named', () => {
  const { devDependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/);
  expect(packages['node_modules/electron']?.version).toBe(devDependencies.electron);
});

it('names no place that packages came from', () => {
  expect(Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  expect(text).not.toMatch(/https?:\/\/[^"]*\.tgz/);
});

/** What a package at `path` finds as `name`: in its own folder or in one above it. */
function find(path: string, name: string): LockedPackage | undefined {
  const own = packages[path === '' ? `node_modules/${name}` : `${path}/node_modules/${name}`];
  if (own !== undefined || path === '') return own;
  return find(path.slice(0, Math.max(path.lastIndexOf('/node_modules/'), 0)), name);
}

/** Binaries are wanted in one exact version; of a range only the presence is checked. */
function fits(version: string | undefined, wanted: string): boolean {
  return version !== undefined && (!/^\d/.test(wanted) || version === wanted);
}
