import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');
const document = read('electron/desktop/SECURITY.md');

const rows = [...document.matchAll(/^\| (\d+) \|[^|]*\|[^|]*\| `([^`]+)` \| `([^`]+)`: ([^|]+) \|$/gm)].map(
  ([, number, file, testFile, test]) => ({
    number: Number(number),
    file: file ?? '',
    testFile: testFile ?? '',
    test: test?.trim() ?? '',
  }),
);

it('has all twenty items', () => {
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
});

it.each(rows)('item $number: $file, and a test that holds it', ({ file, testFile, test }) => {
  expect(read(file)).not.toBe('');
  expect(read(testFile)).toMatch(new RegExp(`(?:it|test)[^]{0,900}['\`]${quoted(test)}`));
});

it('names the permissions that are granted, each with its reason', () => {
  const granted = [...read('electron/desktop/permissions.ts').matchAll(/^ {2}\['([a-z-]+)', '([^']+)'\],$/gm)];
  const named = [...document.matchAll(/^\| `([a-z-]+)` \| ([^|]+) \|$/gm)];
  expect(granted.length).toBeGreaterThan(0);
  expect(named.map(([, permission, why]) => [permission, why])).toEqual(
    granted.map(([, permission, why]) => [permission, why]),
  );
});

describe('in the sources of this room', () => {
  const sources = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => [name, read(`electron/desktop/${name}`)] as const);

  it('no page is given what the checklist warns of', () => {
    const warned =
      /allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|nodeIntegrationInWorker|nodeIntegrationInSubFrames|webSecurity: false|sandbox: false|contextIsolation: false|nodeIntegration: true|webviewTag: true|no-sandbox|loadFile/;
    expect(sources.filter(([, source]) => warned.test(source)).map(([name]) => name)).toEqual([]);
  });

  it('every window is made with the same protection', () => {
    const making = sources.filter(([, source]) => source.includes('new electron.BrowserWindow('));
    expect(making.map(([name]) => name).sort()).toEqual(['popup.ts', 'window.ts']);
    for (const [, source] of making) expect(source).toContain('webPreferences: { ...pageSecurity,');
  });
});

function quoted(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
