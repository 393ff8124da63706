import type { AnyRouter } from '@orpc/server';
import type { DoNotDisturbOverride, QuietState } from '../../shared/contract/quiet.ts';
import type { Language } from '../../shared/words/start.ts';
import type { UpdateListener } from './ports.ts';

/** A stored recording as a host serves it. */
export interface AudioFile {
  path: string;
  bytes: number;
  mimeType: string;
  /** For `?download=1`: safe on every file system, and made here rather than by anyone outside. */
  downloadName: string;
}

/** What a host gets and composes with a transport. Made by `createCore(ports)` in `app.ts`. */
export interface Core {
  /** The handlers of the contract, for an oRPC RPCHandler of any transport. Context is empty. */
  router: AnyRouter;
  /** Opens the accounts and starts listening. The window need not be there. */
  start(): Promise<void>;
  /** A stored recording's file, for the host's media path `/media/recordings/<call id>`. */
  audioFile(callId: number): AudioFile | undefined;
  /** The same updates as the contract's `updates.watch`, for tray and badge: a snapshot first, at once. */
  watch(listener: UpdateListener): () => void;
  /** Connects the demo accounts (what `--demo` asks for), in the language of whoever looks; else in the program's. */
  startDemo(language?: Language): Promise<void>;
  /** As the contract's `live.doNotDisturb`: for the tray. */
  doNotDisturb(override: DoNotDisturbOverride): QuietState;
  /** After sleep or a network change: every account reconnects at once. */
  wake(): void;
  close(): Promise<void>;
}
