import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

/**
 * Runs the built main bundle as Electron would: `node run.ts <main.js> [arguments]`, in the folder of package.json. The
 * test speaks to it over the process's own channel.
 */
const moduleUrl = new URL('electron-module.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: moduleUrl, shortCircuit: true } : next(specifier, context),
});

const [runtime = '', , main = '', ...args] = process.argv;
process.argv = [runtime, '.', ...args];
const electron = await import(moduleUrl);

/** A function as text, called with the modelled world, Electron's module and an argument. */
process.on('message', async ({ id, source, argument }: { id: number; source: string; argument: unknown }) => {
  try {
    const run = new Function(`return (${source})`)();
    const value = await run({ electron, world: electron.double.world }, argument);
    process.send?.({ id, value });
  } catch (error) {
    process.send?.({ id, error: String(error) });
  }
});

await import(pathToFileURL(main).href);
// Only now: a module that waits for `ready` while it loads waits for ever, here as there.
electron.double.world.app.becomeReady();
