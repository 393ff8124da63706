/** One deliberate mistake: what somebody who has not read about Electron would have written. */
export interface Mistake {
  /** What of Electron, or of what packs and bundles it, it gets wrong. */
  fact: string;
  file: string;
  right: string;
  wrong: string;
  /** Who has to notice: the type check, or a test or spec file, with ` > ` and a pattern where only some of it can. */
  noticedBy: 'types' | string;
  /** It shows only in the bundles, which are made anew for it. */
  built?: true;
}

export const at = (name: string) => `electron/desktop/${name}`;

/**
 * Packages that are looked into. But for the licences: in a copy of the sources the bundler names in another way where each
 * module came from.
 */
export const packedForWindows = 'test/packaging/packaging.test.ts > the package for win32(?!.*licences)';
export const packedForMac = 'test/packaging/packaging.test.ts > (the package for darwin(?!.*licences)|handles links)';
