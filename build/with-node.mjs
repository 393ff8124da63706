// Runs a script of the project under the project's own Node, having installed it: `node build/with-node.mjs script.ts …`.
import { runInPlace } from './setup/commands.mjs';
import { ensureInstalled } from './setup/installation.mjs';
import { projectNode, say } from './setup/project.mjs';

try {
  await ensureInstalled();
  process.exitCode = await runInPlace(projectNode, process.argv.slice(2));
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
