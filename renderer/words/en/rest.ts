import { about } from './about.ts';
import { tools } from './account-tools.ts';
import { accounts, onboarding } from './accounts.ts';
import { callDetail } from './call-detail.ts';
import { certificates, diagnostics, sound } from './diagnostics.ts';
import { again, other, palette, shortcuts, which } from './dialogs.ts';
import { lines } from './lines.ts';
import { recordings } from './recordings.ts';
import { settings, vault } from './settings.ts';

/** What everything but the first screen says. */
export const rest = {
  app: { shortcuts, palette },
  calls: callDetail,
  callback: { which, other, again },
  recordings,
  lines,
  settings,
  vault,
  accounts,
  onboarding,
  tools,
  certificates,
  diagnostics,
  sound,
  about,
};
