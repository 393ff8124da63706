import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseSync } from 'oxc-parser';
import type { Plugin } from 'vite';

/** What the page may load before its first screen can be used, bytes of gzip. */
export const firstLoadLimit = 170_000;

/** The words of a language, which the page awaits before it draws anything: only one of these is loaded. */
const isFirstWords = (file: string) => /(^|\/)first-[^/]*\.js$/.test(file);
const mostNamed = 10;

export interface BuiltFile {
  code: string;
  /** Other files that are loaded before it runs. */
  imports: readonly string[];
  /** Modules in it by their length before it was minified; where that is known. */
  modules?: Readonly<Record<string, number>>;
}

export interface FirstLoad {
  /** Bytes of gzip of all that follows. */
  bytes: number;
  files: readonly string[];
  /** The largest modules first, each with about how many of those bytes are its own. */
  modules: readonly { id: string; bytes: number }[];
}

/** The entry, all that it imports, and the words of the language that has more of them. */
export function weighFirstLoad(built: ReadonlyMap<string, BuiltFile>, entry: string): FirstLoad {
  const files = new Set<string>();
  const add = (file: string) => {
    if (files.has(file)) return;
    files.add(file);
    for (const each of built.get(file)?.imports ?? []) add(each);
  };
  add(entry);
  const words = [...built.keys()]
    .filter(isFirstWords)
    .toSorted((one, other) => weigh(built, other) - weigh(built, one));
  if (words[0] === undefined) throw new Error('the first words of a language are not among what was built');
  add(words[0]);

  const modules = [...files].flatMap((file) => {
    const inFile = Object.entries(built.get(file)?.modules ?? {});
    const whole = inFile.reduce((sum, [, length]) => sum + length, 0);
    return inFile.map(([id, length]) => ({ id, bytes: Math.round((weigh(built, file) * length) / whole) }));
  });
  return {
    bytes: [...files].reduce((sum, file) => sum + weigh(built, file), 0),
    files: [...files],
    modules: modules.toSorted((one, other) => other.bytes - one.bytes),
  };
}

const weigh = (built: ReadonlyMap<string, BuiltFile>, file: string) => gzipSync(built.get(file)?.code ?? '').length;

/** What to say of a page that loads too much at first; undefined of one that does not. */
export function describeExcess({ bytes, modules }: FirstLoad, limit: number): string | undefined {
  if (bytes <= limit) return undefined;
  const largest = modules.slice(0, mostNamed).map((one) => `  ${inKilobytes(one.bytes)}  ${one.id}`);
  return [
    `Before its first screen the page loads ${inKilobytes(bytes)} of JavaScript (gzip), and ${inKilobytes(limit)} is allowed.`,
    'Load what that screen does not need when it is needed: see createPart in renderer/parts/part.tsx. The largest are about',
    ...largest,
  ].join('\n');
}

export const inKilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

/** Fails the build of a page that loads more than `limit` at first. */
export function limitFirstLoad(entry: string, limit: number, root: string): Plugin {
  return {
    name: 'limit-first-load',
    enforce: 'post',
    generateBundle: {
      // When nothing changes the code any more.
      order: 'post',
      handler(_options, bundle) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const first = chunks.find(({ isEntry, name }) => isEntry && name === entry);
        if (first === undefined) throw new Error(`no entry is called ${entry}`);
        const built = new Map(
          chunks.map(({ fileName, code, imports, modules }) => [
            fileName,
            {
              code,
              imports,
              modules: Object.fromEntries(
                Object.entries(modules).map(([id, { renderedLength }]) => [id.replace(root, ''), renderedLength]),
              ),
            },
          ]),
        );
        const excess = describeExcess(weighFirstLoad(built, first.fileName), limit);
        if (excess !== undefined) this.error(excess);
      },
    },
  };
}

/** The same of a page that was built into a folder. */
export function readFirstLoad(folder: string): FirstLoad {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const entry = /<script type="module"[^>]* src="\.\/([^"]+)"/.exec(html)?.[1];
  if (entry === undefined) throw new Error('index.html names no script');
  const built = new Map(
    readdirSync(join(folder, 'assets'))
      .filter((name) => name.endsWith('.js'))
      .map((name): [string, BuiltFile] => {
        const code = readFileSync(join(folder, 'assets', name), 'utf8');
        const { staticImports, staticExports } = parseSync(name, code).module;
        const requests = [
          ...staticImports.map(({ moduleRequest }) => moduleRequest),
          ...staticExports.flatMap(({ entries }) => entries.map(({ moduleRequest }) => moduleRequest)),
        ];
        const imports = requests.flatMap((request) => (request ? [posix.join('assets', request.value)] : []));
        return [`assets/${name}`, { code, imports }];
      }),
  );
  return weighFirstLoad(built, entry);
}
