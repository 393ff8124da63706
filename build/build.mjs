// `npm run build`: installs what is missing and builds what has changed. Runs under whatever Node is there.
import { ensureBundles } from './setup/bundles.mjs';
import { ensureInstalled } from './setup/installation.mjs';
import { say } from './setup/project.mjs';

try {
  await ensureInstalled();
  await ensureBundles();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
