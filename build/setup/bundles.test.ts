import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fingerprintOf } from './bundles.mjs';

it('changes with every name and content of a source, and with nothing else', () => {
  const root = mkdtempSync(join(tmpdir(), 'perezvon-sources-'));
  const write = (file: string, text: string) => writeFileSync(join(root, file), text);
  mkdirSync(join(root, 'app/inner'), { recursive: true });
  write('package.json', '{}');
  write('app/main.ts', 'one');
  write('app/inner/part.ts', 'two');
  const seen = new Set<string>();
  const look = () => fingerprintOf(root, ['package.json', 'app']);
  seen.add(look());

  write('app/main.test.ts', 'a test');
  write('unrelated.ts', 'elsewhere');
  expect(seen).toContain(look());

  const changes = [
    () => write('app/inner/part.ts', 'three'),
    () => write('app/new.ts', ''),
    () => renameSync(join(root, 'app/new.ts'), join(root, 'app/inner/new.ts')),
    () => rmSync(join(root, 'app/inner/new.ts')),
    () => write('package.json', '{ }'),
  ];
  for (const [index, change] of changes.entries()) {
    change();
    seen.add(look());
    // The removal brings back what was there after the first change.
    expect(seen.size).toBe(index < 3 ? index + 2 : index + 1);
  }
  rmSync(root, { recursive: true });
});
