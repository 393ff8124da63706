/**
 * The rules of who may import whom, checked on the syntax tree of every module: `node build/rooms.ts`. Type-only imports
 * count like all others, because a type is a promise too. The rules between rooms are for the program's own modules; that none
 * imports itself by way of others is for tests and builds as well.
 *
 * Written for this project after dependency-cruiser 18 was seen to read nothing under TypeScript 7 and to pass.
 */
import { globSync, readFileSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FileImport, findImportCircles, type ImportCircle } from './import-circles.ts';
import { type Reference, readModule } from './module-references.ts';

export interface Violation {
  /** Relative to the root, with forward slashes. */
  file: string;
  line: number;
  /** The sentence of the rule. */
  rule: string;
  /** What was imported or used; of a circle the whole way round. */
  target: string;
}

export interface Inspection {
  violations: Violation[];
  /** Modules read, and imports and exports-from found in them. */
  modules: number;
  imports: number;
}

/** A room by the folder that holds it; the first that fits counts. */
const rooms = [
  { name: 'shared', folder: 'shared/' },
  { name: 'renderer', folder: 'renderer/' },
  { name: 'core', folder: 'electron/core/' },
  { name: 'relay', folder: 'electron/relay/' },
  { name: 'demo', folder: 'electron/demo/' },
  { name: 'desktop', folder: 'electron/desktop/' },
  { name: 'web', folder: 'electron/web/' },
  { name: 'test', folder: 'test/' },
  { name: 'build', folder: 'build/' },
] as const;
type Room = (typeof rooms)[number]['name'];

/** What a room may import besides itself, with the sentence a violation prints. */
const mayImport: Partial<Record<Room, { rooms: readonly Room[]; rule: string }>> = {
  shared: { rooms: [], rule: 'shared imports shared only' },
  renderer: { rooms: ['shared'], rule: 'renderer imports renderer and shared only' },
  core: { rooms: ['shared'], rule: 'core imports core and shared only' },
  relay: { rooms: ['shared'], rule: 'relay imports relay and shared only' },
  demo: { rooms: ['shared'], rule: 'demo imports demo and shared only' },
  desktop: {
    rooms: ['core', 'relay', 'demo', 'shared'],
    rule: 'desktop imports desktop, core, relay, demo and shared only',
  },
  web: { rooms: ['core', 'relay', 'demo', 'shared'], rule: 'web imports web, core, relay, demo and shared only' },
};

/** What lies below imports nothing of what lies above it. Test files may. */
export const layers: readonly { below: readonly string[]; above: readonly string[]; rule: string }[] = [
  {
    below: ['renderer/features/'],
    above: ['renderer/app/'],
    rule: 'what the page is about does not know the page around it: renderer/features import nothing of renderer/app',
  },
  {
    below: ['ui', 'format', 'words', 'session', 'route', 'parts', 'stores', 'connection'].map(
      (name) => `renderer/${name}/`,
    ),
    above: ['renderer/app/', 'renderer/features/'],
    rule: 'what every part of the page uses imports nothing of renderer/app and renderer/features',
  },
  {
    below: ['electron/core/'],
    above: ['electron/core/app.ts'],
    rule: 'nothing in core imports app.ts, which puts it together',
  },
];

export const rules = {
  sharedPackages: 'shared imports no package but zod, @orpc/contract and libphonenumber-js',
  electron: 'only desktop imports electron',
  rendererBuiltins: 'renderer imports nothing of Node',
  network: 'only core/http sends requests',
  providers: 'providers never import each other',
  computed: 'an import names its module in plain text',
  resolved: 'an import leads to a file that is there',
  unparsed: 'a module can be parsed',
  homeless: 'a module lies in a room of the program',
  circle: 'a module does not import itself, not even by way of others',
} as const;

const sharedPackages = ['zod', '@orpc/contract', 'libphonenumber-js'];
/** What makes requests; `node:net` is not of them, for the one-process lock speaks over a local socket. */
const networkModules = ['undici', 'node:http', 'node:https', 'node:http2', 'ws'];
const networkGlobals = ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'];

/** Reads every module below `root` that is not installed, built or made by a tool. */
export function inspectRooms(root: string): Inspection {
  const violations: Violation[] = [];
  const files = listModules(root);
  const fileImports: FileImport[] = [];
  let imports = 0;
  for (const file of files) {
    if (roomOf(file) === undefined) violations.push({ file, line: 1, rule: rules.homeless, target: file });
    const read = readModule(join(root, file), readFileSync(join(root, file), 'utf8'), networkGlobals);
    if (read === undefined) {
      violations.push({ file, line: 1, rule: rules.unparsed, target: file });
      continue;
    }
    imports += read.filter((reference) => reference.kind !== 'global').length;
    fileImports.push(...importsOfFiles(root, file, read));
    for (const reference of read) {
      const rule = brokenRule(root, file, reference);
      if (rule !== undefined) violations.push({ file, line: reference.line, rule, target: reference.target });
    }
  }
  violations.push(...findImportCircles(fileImports).map(circleViolation));
  return { violations, modules: files.length, imports };
}

function importsOfFiles(root: string, from: string, read: readonly Reference[]): FileImport[] {
  return read
    .filter(({ kind, target }) => kind === 'import' && target.startsWith('.'))
    .map(({ target, line }) => ({ from, to: relativePath(root, pathOf(root, from, target)), line }));
}

function circleViolation(circle: ImportCircle): Violation {
  const [{ from: file, line } = { from: '', line: 1 }] = circle;
  return { file, line, rule: rules.circle, target: [file, ...circle.map(({ to }) => to)].join(' → ') };
}

function listModules(root: string): string[] {
  return globSync('**/*.{ts,tsx,mts,mjs}', {
    cwd: root,
    exclude: (path) => ['node_modules', 'out', 'dist'].includes(path),
  })
    .map((file) => file.split(sep).join('/'))
    .filter((file) => file.includes('/'))
    .sort();
}

function brokenRule(root: string, file: string, reference: Reference): string | undefined {
  const room = roomOf(file);
  if (room === undefined || room === 'test' || room === 'build' || /\.test\.tsx?$/.test(file)) return undefined;
  if (reference.kind === 'global') return mayUseNetwork(room, file) ? undefined : rules.network;
  if (reference.kind === 'computed') return rules.computed;
  if (!reference.target.startsWith('.')) return brokenPackageRule(room, file, reference.target);
  return brokenFileRule(root, room, file, reference.target);
}

function brokenPackageRule(room: Room, file: string, target: string): string | undefined {
  const name = packageName(target);
  if (name === 'electron') return room === 'desktop' ? undefined : rules.electron;
  if (room === 'shared') return sharedPackages.includes(name) ? undefined : rules.sharedPackages;
  if (room === 'renderer' && isBuiltin(target)) return rules.rendererBuiltins;
  const plain = isBuiltin(target) && !target.startsWith('node:') ? `node:${target}` : name;
  return networkModules.includes(plain) && !mayUseNetwork(room, file) ? rules.network : undefined;
}

function brokenFileRule(root: string, room: Room, file: string, target: string): string | undefined {
  const path = pathOf(root, file, target);
  if (!isFile(path)) return rules.resolved;
  const imported = relativePath(root, path);
  // Version and product name come from here.
  if (imported === 'package.json') return undefined;
  const importedRoom = roomOf(imported);
  const allowed = mayImport[room];
  if (allowed !== undefined && importedRoom !== room && !allowed.rooms.some((name) => name === importedRoom)) {
    return allowed.rule;
  }
  const startsIn = (path: string) => (folder: string) => path.startsWith(folder);
  const broken = layers.find(({ below, above }) => below.some(startsIn(file)) && above.some(startsIn(imported)));
  if (broken !== undefined) return broken.rule;
  const [provider, importedProvider] = [providerOf(file), providerOf(imported)];
  const areTwo = provider !== undefined && importedProvider !== undefined && provider !== importedProvider;
  return areTwo ? rules.providers : undefined;
}

/** Of what a file imports, absolute. A bundler's suffix (`?url`) says how to import, not what. */
function pathOf(root: string, file: string, target: string): string {
  return resolve(root, dirname(file), target.replace(/\?.*$/, ''));
}

/** From the root, with forward slashes. */
function relativePath(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}

/** In core, one folder; the renderer and the rooms of servers have network code of their own kind. */
function mayUseNetwork(room: Room, file: string): boolean {
  return room !== 'core' || file.startsWith('electron/core/http/');
}

function roomOf(file: string): Room | undefined {
  return rooms.find(({ folder }) => file.startsWith(folder))?.name;
}

function providerOf(file: string): string | undefined {
  return /^electron\/core\/providers\/([^/]+)\//.exec(file)?.[1];
}

function packageName(target: string): string {
  const [first = '', second = ''] = target.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

function isBuiltin(target: string): boolean {
  return target.startsWith('node:') || builtinModules.includes(target);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Fewer than this, and the check has lost its way to the sources. */
const FEWEST_MODULES = 150;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { violations, modules, imports } = inspectRooms(fileURLToPath(new URL('..', import.meta.url)));
  for (const { file, line, rule, target } of violations) console.error(`${file}:${line}: ${rule} (${target})`);
  console.log(`rooms: ${modules} modules and ${imports} imports read, ${violations.length} violations`);
  if (modules < FEWEST_MODULES || imports < modules) {
    console.error(`rooms: too few to be the program; ${FEWEST_MODULES} modules and an import in each were expected`);
    process.exitCode = 1;
  }
  if (violations.length > 0) process.exitCode = 1;
}
