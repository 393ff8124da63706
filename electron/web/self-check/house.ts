import { join } from 'node:path';
import { createCore } from '../../core/app.ts';
import type { Clock, HostDescription, Logger } from '../../core/ports.ts';
import { openProbeCore } from '../../core/self-check/probe-core.ts';
import type { ProbeRecording } from '../../core/self-check/probe-recording.ts';
import { createWebServer } from '../server.ts';
import { openSessions } from '../session.ts';

/** The web host as a browser meets it, with nobody's data. */
export interface House {
  /** `http://127.0.0.1:<port>` */
  origin: string;
  mintLaunchUrl(): string;
  close(): Promise<void>;
}

export async function openHouse(parts: {
  directory: string;
  rendererDirectory: string;
  host: HostDescription;
  recording: ProbeRecording;
  clock: Clock;
  logger: Logger;
}): Promise<House> {
  const { directory, rendererDirectory, host, recording, clock, logger } = parts;
  const core = await openProbeCore({ createCore, directory, host, clock, logger });
  try {
    const server = await createWebServer({
      core: { router: core.router, audioFile: recording.audioFile },
      sessions: await openSessions({ path: join(directory, 'web-sessions.json'), clock }),
      rendererDirectory,
      logger,
      port: 0,
      locale: host.locale,
    });
    return {
      ...server,
      async close() {
        await server.close();
        await core.close();
      },
    };
  } catch (error) {
    await core.close();
    throw error;
  }
}
