import { about } from './about.ts';
import { tools } from './account-tools.ts';
import { accounts, onboarding } from './accounts.ts';
import { app } from './app.ts';
import { calls } from './calls.ts';
import { diagnostics, quiet, sound } from './diagnostics.ts';
import { lines } from './lines.ts';
import { callback, live, missed } from './live.ts';
import { recordings } from './recordings.ts';
import { settings, vault } from './settings.ts';

export const ru = {
  app,
  calls,
  live,
  missed,
  callback,
  recordings,
  lines,
  settings,
  vault,
  accounts,
  onboarding,
  tools,
  diagnostics,
  quiet,
  sound,
  about,
};
