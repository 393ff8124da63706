import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ObjectExpression, parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { readModule, walk } from '../../build/module-references.ts';

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');
const document = read('electron/desktop/SECURITY.md');
/** Of this room, each by its path. */
const sources = new Map(
  readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .map((name) => `electron/desktop/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .sort()
    .map((path) => [path, read(path)]),
);
const warned =
  /allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|nodeIntegrationInWorker|nodeIntegrationInSubFrames|webSecurity: false|sandbox: false|contextIsolation: false|nodeIntegration: true|webviewTag: true|no-sandbox|loadFile/;

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
  expect(read(testFile)).toMatch(new RegExp(`(?:it|test)[^]{0,900}['\`]${quoted(test)}`));
  // The test has to do with that file: specs run the whole program, others import it or what imports it, or read it.
  const reached = testFile.startsWith('test/desktop/') ? [...sources.keys()] : reachedFrom(testFile);
  expect(reached).toContain(file);
});

it('names the permissions that are granted, each with its reason', () => {
  const granted = [...read('electron/desktop/page/permissions.ts').matchAll(/^ {2}\['([a-z-]+)', '([^']+)'\],$/gm)];
  const named = [...document.matchAll(/^\| `([a-z-]+)` \| ([^|]+) \|$/gm)];
  expect(granted.length).toBeGreaterThan(0);
  expect(named.map(([, permission, why]) => [permission, why])).toEqual(
    granted.map(([, permission, why]) => [permission, why]),
  );
});

describe('in the sources of this room', () => {
  it('no page is given what the checklist warns of', () => {
    expect([...sources].filter(([, source]) => warned.test(source)).map(([path]) => path)).toEqual([]);
  });

  it('every window is made with the same protection', () => {
    const made = [...sources].flatMap(([path, source]) => windowsOf(source).map((way) => [path, way]));
    expect(made).toEqual([
      ['electron/desktop/popup/popup.ts', 'new electron.BrowserWindow: ...pageSecurity, preload, backgroundThrottling'],
      [
        'electron/desktop/self-check/probe-window.ts',
        'new electron.BrowserWindow: ...pageSecurity, preload, backgroundThrottling',
      ],
      [
        'electron/desktop/window/main-window.ts',
        'new electron.BrowserWindow: ...pageSecurity, preload, devTools, backgroundThrottling',
      ],
    ]);
  });

  it('which is what would be found if it were not so', () => {
    const bad = (preferences: string) => windowsOf(`new electron.BrowserWindow({ webPreferences: ${preferences} })`);
    expect(bad('{ preload }')).toEqual(['new electron.BrowserWindow: preload']);
    expect(bad('{ ...pageSecurity, sandbox: off }')).toEqual(['new electron.BrowserWindow: ...pageSecurity, sandbox']);
    expect(windowsOf('const { BrowserWindow } = electron; new BrowserWindow(options)')).toEqual([
      'new BrowserWindow: ?',
    ]);
    expect(windowsOf('new electron.WebContentsView()')).toEqual(['new electron.WebContentsView: ?']);
    for (const word of ['sandbox: false', 'webSecurity: false', 'loadFile', 'enableBlinkFeatures']) {
      expect(word).toMatch(warned);
    }
  });
});

/** Every page that a source makes: what makes it, and the web preferences that it names. */
function windowsOf(source: string): string[] {
  const found: string[] = [];
  walk(parseSync('source.ts', source).program, undefined, (node) => {
    if (node.type !== 'NewExpression') return;
    const maker = source.slice(node.callee.start, node.callee.end);
    if (!/\b(?:BrowserWindow|BrowserView|WebContentsView)$/.test(maker)) return;
    const [options] = node.arguments;
    const preferences = options?.type === 'ObjectExpression' ? memberOf(options, 'webPreferences') : undefined;
    const named = preferences?.type === 'ObjectExpression' ? preferences.properties.map(nameOf) : ['?'];
    found.push(`new ${maker}: ${named.join(', ')}`);
  });
  return found;

  function memberOf(object: ObjectExpression, key: string) {
    const property = object.properties.find((each) => nameOf(each) === key);
    return property?.type === 'Property' ? property.value : undefined;
  }

  function nameOf(property: ObjectExpression['properties'][number]): string {
    const part = property.type === 'Property' ? property.key : property;
    return source.slice(part.start, part.end);
  }
}

/** What a test imports, and what those import; of what it reads as text, the files of that name. */
function reachedFrom(testFile: string): string[] {
  const imported = importsOf(testFile);
  const text = read(testFile);
  const readAsText = [...sources.keys(), 'package.json'].filter((path) => text.includes(`/${posix.basename(path)}'`));
  return [
    ...imported,
    ...imported.flatMap(importsOf),
    ...(testFile.endsWith('/security-table.test.ts') ? sources.keys() : readAsText),
  ];
}

function importsOf(file: string): string[] {
  if (!file.endsWith('.ts')) return [];
  const targets = (readModule(file, read(file), []) ?? []).filter(({ kind }) => kind === 'import');
  return targets
    .filter(({ target }) => target.startsWith('.'))
    .map(({ target }) => posix.join(posix.dirname(file), target));
}

function quoted(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
