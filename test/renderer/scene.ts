import type { Page } from '@playwright/test';
import type { FixtureServer } from './fixture-server.ts';
import type { FixtureState } from './fixture-state.ts';

export const wide = { width: 1440, height: 900 };
export const medium = { width: 900, height: 800 };
export const narrow = { width: 360, height: 740 };

/** One picture of the page: what core says, and what the user does before it is taken. */
export interface Scene {
  name: string;
  size: { width: number; height: number };
  dark?: boolean;
  english?: boolean;
  /** Paper, which nobody enlarges. */
  printed?: boolean;
  hash?: string;
  prepare?(state: FixtureState): void;
  act?(page: Page, server: FixtureServer): Promise<void>;
}
