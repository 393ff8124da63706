import { type RelayProcess, startRelayProcess } from '../../fixtures/relay-process.ts';

/** A relay that is at one address whatever becomes of its process, as under a service manager. */
export interface SurvivingRelay {
  url: string;
  /** SIGKILL, a pause, and the next process on the same data and port. Milliseconds. */
  killAndRestart(pauseMs: number): Promise<void>;
  close(): Promise<void>;
}

export async function startSurvivingRelay(directory: string): Promise<SurvivingRelay> {
  let process: RelayProcess = await startRelayProcess(['--data-dir', directory, '--port', '0']);
  const { url, port } = process;
  return {
    url,
    async killAndRestart(pauseMs) {
      await process.end('SIGKILL');
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      process = await startRelayProcess(['--data-dir', directory, '--port', String(port)]);
    },
    async close() {
      await process.end('SIGTERM');
    },
  };
}
