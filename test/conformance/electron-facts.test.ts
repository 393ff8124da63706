import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { mistakes } from '../prove/desktop/mistakes.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Row {
  about: string;
  fact: string;
  code: string;
  test: string;
}

/**
 * What is known of Electron, its packager and the systems below, by the code that relies on it and the test that notices when it
 * no longer does: `npm run prove -- desktop` makes the mistake and asks that test. A cell is empty where what it names is not there.
 */
const rows: Row[] = Object.entries(mistakes).flatMap(([about, list]) =>
  list.map(({ fact, file, right, noticedBy }) => {
    const [witness = ''] = noticedBy.split(' > ');
    const relies = existsSync(join(root, file)) && readFileSync(join(root, file), 'utf8').includes(right);
    const isThere = witness === 'types' || existsSync(join(root, witness));
    return { about, fact, code: relies ? file : '', test: isThere ? noticedBy : '' };
  }),
);

it('each fact that the code relies on has its code and its test', () => {
  console.table(rows);
  expect(rows.filter((row) => Object.values(row).includes(''))).toEqual([]);
});

it('no fact is told twice', () => {
  const facts = rows.map(({ fact }) => fact);
  expect(facts.filter((fact, index) => facts.indexOf(fact) !== index)).toEqual([]);
});
