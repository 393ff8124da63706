import { globSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** The map in README.md is what the sources say. */
const core = dirname(fileURLToPath(import.meta.url));
const read = (file: string) => readFileSync(join(core, file), 'utf8');
const files = globSync('**/*.ts', { cwd: core }).filter((file) => !file.endsWith('.test.ts'));
const subjectFiles = files.filter((file) => file.endsWith('-subject.ts'));

/** The rows of a table of the README as cells, of each the names in backticks. */
function table(firstHeading: string): string[][][] {
  const lines = read('README.md').split('\n');
  const from = lines.findIndex((line) => line.startsWith(`| ${firstHeading} |`)) + 2;
  const to = lines.findIndex((line, index) => index > from && !line.startsWith('|'));
  return lines.slice(from, to).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)),
  );
}

const subjects = table('Folder').map(([[folder = ''] = [], , asks = []]) => ({ folder, asks }));

describe('the map of core', () => {
  it('names every subject', () => {
    expect(subjects.map(({ folder }) => folder).toSorted()).toEqual(subjectFiles.map(dirname).toSorted());
  });

  it.each(subjects)('says whom $folder asks', ({ folder, asks }) => {
    const source = read(subjectFiles.find((file) => dirname(file) === folder) ?? '');
    const imported = [...source.matchAll(/from '\.\.\/([^/']+)\//g)].map(([, name = '']) => name);
    const others = subjects.map((other) => other.folder).filter((other) => other !== folder);
    expect(others.filter((other) => imported.includes(other)).toSorted()).toEqual(asks.toSorted());
  });

  it('keeps the database from knowing a subject: a migration does today what it did when it was written', () => {
    const below = files.filter((file) => file.split(sep)[0] === 'database');
    const imported = below.flatMap((file) =>
      [...read(file).matchAll(/from '(?:\.\.\/)+([^/']+)\//g)].map(([, folder = '']) => folder),
    );
    // Without this, nothing might have been read.
    expect(imported).toContain('instance');
    expect(subjects.map(({ folder }) => folder).filter((folder) => imported.includes(folder))).toEqual([]);
  });

  it.each(table('Topic'))('says who tells and who hears %s', ([topic = ''], tellers = [], listeners = []) => {
    const whose = (verb: string) =>
      files
        .filter((file) => new RegExp(`topics\\.${topic}\\.${verb}\\b`).test(read(file)))
        .map((file) => (dirname(file) === '.' ? file : dirname(file)))
        .toSorted();
    expect(tellers.length).toBeGreaterThan(0);
    expect({ tellers: whose('tell'), listeners: whose('on') }).toEqual({
      tellers: tellers.toSorted(),
      listeners: listeners.toSorted(),
    });
  });

  it('leaves out no topic', () => {
    const declared = [...read('topics.ts').matchAll(/^ {2}(\w+): Topic</gm)].map(([, name = '']) => name);
    expect(
      table('Topic')
        .map(([[topic = ''] = []]) => topic)
        .toSorted(),
    ).toEqual(declared.toSorted());
  });
});
