declare global {
  /** What Zod begins its settings with (zod 4, `core/core.ts`): a page sets them before Zod itself is loaded. */
  var __zod_globalConfig: { jitless?: boolean } | undefined;
}

/**
 * Imported before any schema is made. Zod would try whether text may become a script here, and the policy of the page forbids
 * that: the browser would report a violation at every start. Not by Zod's `config`: the first screen has no need of Zod.
 */
globalThis.__zod_globalConfig = { ...globalThis.__zod_globalConfig, jitless: true };

export {};
