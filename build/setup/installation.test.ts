import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { explainFailure, isInstalled } from './installation.mjs';

const wanted = {
  packages: {
    '': { version: '1.0.0' },
    'node_modules/a': { version: '1.2.3' },
    'node_modules/a-win32': { version: '1.2.3', optional: true },
  },
};

it('takes an installation without other platforms’ packages for whole', () => {
  expect(isInstalled(wanted, { packages: { 'node_modules/a': { version: '1.2.3' } } })).toBe(true);
});

it('sees what is missing, old, or never finished', () => {
  expect(isInstalled(wanted, undefined)).toBe(false);
  expect(isInstalled(wanted, { packages: {} })).toBe(false);
  expect(isInstalled(wanted, { packages: { 'node_modules/a': { version: '1.2.2' } } })).toBe(false);
  const oldOptional = { 'node_modules/a': { version: '1.2.3' }, 'node_modules/a-win32': { version: '1.0.0' } };
  expect(isInstalled(wanted, { packages: oldOptional })).toBe(false);
});

it('takes the installation that these tests run on for whole', () => {
  const read = (path: string) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
  expect(isInstalled(read('package-lock.json'), read('node_modules/.package-lock.json'))).toBe(true);
});

it.each([
  ['npm error code ENOTFOUND\nnpm error network request to …', 'could not reach its registry'],
  ['npm error code ECONNREFUSED', 'could not reach its registry'],
  ['npm error code ENOSPC', 'The disk is full'],
  ['npm error code EROFS', 'may not write'],
  ['npm error code EINTEGRITY', 'npm ci failed'],
])('says in words why npm failed with %j, and keeps what it said', (output, words) => {
  expect(explainFailure(output)).toContain(words);
  expect(explainFailure(output)).toContain(output);
});
