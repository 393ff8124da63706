import { CancellationToken } from 'electron-updater';
import { type Clock, UpdateError } from '../../core/ports.ts';

export interface DownloadLimits {
  /** Everything together: a difference that failed and the whole file after it. */
  bytes: number;
  /** Without a single byte, ms. */
  silence: number;
}

interface Transfer {
  abort(): void;
  on(event: 'close', listener: () => void): unknown;
}
interface Answer {
  on(event: 'data', listener: (part: Uint8Array) => void): unknown;
}
/** What of electron-updater's own HTTP client is watched, whichever it is. */
export interface Executor {
  createRequest(options: unknown, onAnswer: (answer: Answer) => void): Transfer;
}

/**
 * electron-updater waits for a silent server for ever (its time-out listens to an event that Electron's requests have not)
 * and writes whatever comes to the disk before it looks at the checksum. This ends both, and the requests with them.
 */
export interface DownloadGuard {
  watch(executor: Executor): void;
  /** Rejects with UpdateError, `slow` or `tampered`, when the work goes beyond the limits; else as the work does. */
  run(limits: DownloadLimits, work: (cancellation: CancellationToken) => Promise<unknown>): Promise<void>;
}

export function createDownloadGuard(clock: Clock): DownloadGuard {
  const open = new Set<Transfer>();
  let note = (_bytes: number) => {};

  return {
    watch(executor) {
      const create = executor.createRequest.bind(executor);
      executor.createRequest = (options, onAnswer) => {
        const transfer = create(options, (answer) => {
          answer.on('data', (part) => note(part.byteLength));
          onAnswer(answer);
        });
        open.add(transfer);
        transfer.on('close', () => open.delete(transfer));
        return transfer;
      };
    },
    async run({ bytes, silence }, work) {
      const cancellation = new CancellationToken();
      let broken: UpdateError | undefined;
      let received = 0;
      const stop = (problem: 'slow' | 'tampered') => {
        broken ??= new UpdateError(problem);
        cancellation.cancel();
        for (const transfer of open) transfer.abort();
      };
      let cancelAlarm = clock.after(silence, () => stop('slow'));
      note = (count) => {
        received += count;
        cancelAlarm();
        if (received > bytes) stop('tampered');
        else cancelAlarm = clock.after(silence, () => stop('slow'));
      };
      try {
        await work(cancellation);
      } catch (error) {
        throw broken ?? error;
      } finally {
        cancelAlarm();
        note = () => {};
      }
    },
  };
}
