import type { Page } from '@playwright/test';
import type { FixtureServer, FixtureState } from './fixture-server.ts';

/** One picture of the page: what core says, and what the user does before it is taken. */
export interface Scene {
  name: string;
  size: { width: number; height: number };
  dark?: boolean;
  english?: boolean;
  hash?: string;
  prepare?(state: FixtureState): void;
  act?(page: Page, server: FixtureServer): Promise<void>;
}
