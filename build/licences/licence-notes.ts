import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** A library in another language that a package carries inside, compiled: the listing names the package's own licence only. */
interface EmbeddedLibrary {
  inside: string;
  name: string;
  licence: 'LGPL-2.1-only' | 'LGPL-2.0-or-later';
  source: string;
}

export const embeddedLibraries: readonly EmbeddedLibrary[] = [
  { inside: 'mpg123-decoder', name: 'mpg123', licence: 'LGPL-2.1-only', source: 'https://www.mpg123.de' },
  {
    inside: 'wasm-media-encoders',
    name: 'LAME',
    licence: 'LGPL-2.0-or-later',
    source: 'https://lame.sourceforge.io',
  },
];

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/**
 * Completes the listing of licences that the bundler makes of one bundle: by libraries within packages, and by packages
 * that ship `beside` the bundle or leave something in it that is no module.
 */
export function licenceNotes({ fileName, beside }: { fileName: string; beside: readonly string[] }): Plugin {
  return {
    name: 'licence-notes',
    generateBundle: {
      // After the listing itself.
      order: 'post',
      handler(_options, bundle) {
        const listing = bundle[fileName];
        if (listing?.type !== 'asset') throw new Error(`${fileName} is not among the files of the bundle`);
        const text = typeof listing.source === 'string' ? listing.source : new TextDecoder().decode(listing.source);
        const complete = text.replaceAll(
          /^## (\S+) - \S+ \((.+)\)\n\n?(?=## |$(?![\s\S]))/gm,
          (heading, name, licence) => {
            if (licence !== 'MIT') throw new Error(`${name} comes without the text of its licence, ${licence}`);
            return `${heading.trimEnd()}\n\n${usualText(name)}\n`;
          },
        );
        listing.source = [complete, ...beside.map(describePackage), ...describeLibraries(text)].join('\n');
      },
    },
  };
}

const about = (name: string) => JSON.parse(readFileSync(at(`node_modules/${name}/package.json`), 'utf8'));

/** Of a package that names the MIT licence and leaves its text out. */
function usualText(name: string): string {
  const { author } = about(name);
  const holder = typeof author === 'string' ? author : author?.name;
  return `Copyright (c) ${holder ?? `the authors of ${name}`}\n\n${readFileSync(at('build/licences/MIT.txt'), 'utf8')}`;
}

/** As the bundler writes it of a package that it bundled. */
function describePackage(name: string): string {
  const folder = at(`node_modules/${name}`);
  const { name: published, version, license } = about(name);
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  if (file === undefined) throw new Error(`${name} comes without the text of its licence`);
  return `## ${published} - ${version} (${license})\n\n${readFileSync(`${folder}/${file}`, 'utf8').trim()}\n`;
}

function describeLibraries(listing: string): string[] {
  const found = embeddedLibraries.filter(({ inside }) => listing.includes(`\n## ${inside} - `));
  if (found.length === 0) return [];
  const notes = found.map(
    ({ inside, name, licence, source }) => `## ${name}, within ${inside} (${licence})

The package ${inside} carries the library ${name}, compiled to WebAssembly and unchanged. It is free software under the GNU
Lesser General Public License, whose text follows. Its source is at ${source}.

Perezvon's own source is free as well: a copy of the program with another version of ${name} can be built from it.
`,
  );
  return [
    ...notes,
    `## GNU Lesser General Public License 2.1\n\n${readFileSync(at('build/licences/LGPL-2.1.txt'), 'utf8')}`,
  ];
}
