/**
 * What a piece of this room needs of the `electron` module is injected, so that the piece runs under a test without the
 * binary: `main/` passes the real one, tests pass the double of `test/desktop/`.
 */
export type ElectronParts<Name extends keyof typeof import('electron')> = Pick<typeof import('electron'), Name>;
