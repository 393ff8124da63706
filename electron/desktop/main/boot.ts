import { app, shell } from 'electron';
import { claimInstance } from '../../core/instance/instance.ts';
import { openProgram } from './program.ts';
import { type Start, serveStarts } from './starts.ts';

/** The page of the web host, when that one has the data directory. */
const loopbackPage = /^http:\/\/127\.0\.0\.1:\d+\//;

/** Runs the program, or leaves it to the process that already does. After `ready`. */
export async function boot(start: Start): Promise<void> {
  const { commandLine, dataDirectory } = start;
  const claim = await claimInstance({ dataDirectory, request: { host: 'desktop', args: process.argv.slice(1) } });
  if ('instance' in claim) {
    const program = await openProgram(claim.instance);
    return program && serveStarts(program, claim.instance, start);
  }
  const { url } = claim.answer;
  const { call } = commandLine;
  // Behind the hash the browser keeps it for itself, through the redirect as well.
  const place = call?.kind === 'dial' ? `#/dial/${encodeURIComponent(call.number)}` : '';
  if (url !== undefined && loopbackPage.test(url)) await shell.openExternal(`${url}${place}`);
  app.quit();
}
