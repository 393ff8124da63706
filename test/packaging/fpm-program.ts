import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

/**
 * Stands where the packager downloads `fpm`: puts the very files and scripts that it names into a package by `dpkg-deb`.
 * Options that it does not know fail.
 */
const text = { type: 'string' } as const;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    s: { ...text, short: 's' },
    t: { ...text, short: 't' },
    d: { ...text, short: 'd', multiple: true },
    force: { type: 'boolean' },
    'deb-recommends': { ...text, multiple: true },
    'deb-compression': text,
    architecture: text,
    'after-install': text,
    'after-remove': text,
    description: text,
    version: text,
    package: text,
    name: text,
    maintainer: text,
    vendor: text,
    url: text,
    'deb-priority': text,
    license: text,
  },
});
const need = (name: Exclude<keyof typeof values, 'd' | 'force' | 'deb-recommends'>): string => {
  const value = values[name];
  if (value === undefined) throw new Error(`--${name} is missing`);
  return value;
};

const stage = mkdtempSync(join(tmpdir(), 'perezvon-deb-'));
try {
  for (const each of positionals) {
    const [from = '', to = ''] = each.split('=');
    const target = join(stage, to);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(from, target, { recursive: true, verbatimSymlinks: true });
  }
  const control = join(stage, 'DEBIAN');
  mkdirSync(control);
  const fields = {
    Package: need('name'),
    Version: need('version'),
    Architecture: need('architecture'),
    Maintainer: need('maintainer'),
    Priority: need('deb-priority'),
    Homepage: need('url'),
    Depends: values.d?.join(', '),
    Recommends: values['deb-recommends']?.join(', '),
    Description: need('description'),
  };
  const lines = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '');
  writeFileSync(join(control, 'control'), `${lines.map(([name, value]) => `${name}: ${value}`).join('\n')}\n`);
  for (const [script, named] of [
    ['postinst', 'after-install'],
    ['postrm', 'after-remove'],
  ] as const) {
    writeFileSync(join(control, script), readFileSync(need(named)));
    chmodSync(join(control, script), 0o755);
  }
  execFileSync('dpkg-deb', ['--build', '--root-owner-group', '-Zgzip', '-z1', stage, need('package')]);
} finally {
  rmSync(stage, { recursive: true, force: true });
}
