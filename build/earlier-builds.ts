import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Names of the files and folders of each build, the newest build first. */
type Builds = string[][];

/** A program that has run since before so many builds fails where it asks for a part of its own, until it is started anew. */
const mostBuilds = 10;
const list = 'builds.json';

/**
 * Leaves the parts of earlier builds where they are: a program that runs while it is built again goes on to load its own, under
 * names that tell of their contents. Those of builds that are long gone are removed.
 */
export function keepEarlierBuilds(): Plugin {
  return {
    name: 'keep-earlier-builds',
    apply: 'build',
    writeBundle({ dir }, bundle) {
      if (dir !== undefined) removeOldParts(dir, topNames(Object.keys(bundle)));
    },
  };
}

const topNames = (files: string[]) => [...new Set(files.map((file) => file.replace(/\/.*/, '')))].sort();

/** `current`: names of the files and folders that a build has just left in `directory`. */
export function removeOldParts(directory: string, current: string[]): void {
  const builds = [current, ...readBuilds(directory).filter((build) => build.join() !== current.join())];
  const kept = builds.slice(0, mostBuilds);
  const named = new Set(kept.flat());
  for (const name of readdirSync(directory)) {
    if (name !== list && !named.has(name)) rmSync(join(directory, name), { recursive: true });
  }
  writeFileSync(join(directory, list), JSON.stringify(kept));
}

/** Whatever lies there where nobody wrote them down is of one build. */
function readBuilds(directory: string): Builds {
  const path = join(directory, list);
  try {
    return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : [readdirSync(directory)];
  } catch {
    // A build that was interrupted.
    return [readdirSync(directory)];
  }
}
