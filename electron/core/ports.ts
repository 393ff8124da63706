import type { ProviderId } from '../../shared/contract/account.ts';
import type { hostLinks, LinkResult } from '../../shared/contract/diagnostics.ts';
import type { HostInfo, KeychainAnswer, VaultState } from '../../shared/contract/host.ts';
import type { Release, UpdateObstacle, UpdateProblem } from '../../shared/contract/program-update.ts';
import type { Update } from '../../shared/contract/updates.ts';
import type { ResolveProxy } from './http/system-proxy.ts';
import type { Trust } from './http/trust.ts';

/** What core needs from the world and does not make itself. A host composes these; tests pass fakes of them. */
export interface CorePorts {
  paths: Paths;
  clock: Clock;
  logger: Logger;
  vault: SecretVault;
  notifier: Notifier;
  urlOpener: UrlOpener;
  host: HostDescription;
  /** Tests what only the host can of its own system. Links that it leaves out count as not applicable there. */
  diagnose?: () => Promise<readonly HostLink[]>;
  /** Makes this program the one that opens links with numbers; absent where a host has no such links. */
  callLinks?: CallLinks;
  /** The system's proxy settings for an https origin, as a PAC script answers; absent where a host cannot ask for them. */
  resolveProxy?: ResolveProxy;
  /** What https connections are checked against; what the process reads of its system unless given. */
  trust?: Trust;
  /** Replaces this program by a newer version; absent in a host that cannot. */
  programUpdater?: ProgramUpdater;
  /** Absent in a host that cannot. */
  fileRevealer?: FileRevealer;
  /** The listing of licences that the build made; absent where nothing was built. */
  licences?: () => Promise<string>;
  /** Starts the provider stand of the demo account; absent where the host has none. */
  demo?: DemoProvider;
  /** Runs the relay inside this program; absent where the host has none. */
  embeddedRelay?: EmbeddedRelayFactory;
}

export type HostLink = Omit<LinkResult, 'link' | 'accountId'> & { link: (typeof hostLinks)[number] };

/** Links such as `tel:`: which program opens them is for the user to say. */
export interface CallLinks {
  /**
   * `taken`: this program opens them from now on. `asked`: the system lets only the user choose, and shows where. Rejects where
   * the system takes no such wish.
   */
  claim(): Promise<'taken' | 'asked'>;
}

export interface Paths {
  /** Database, vault file, recordings, log: everything this program keeps lies below. Absolute. */
  dataDirectory: string;
}

/** Wall time and timers, so that tests own both. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** Calls `run` once after `ms`; the answer cancels. Timers never keep the process alive by themselves. */
  after(ms: number, run: () => void): () => void;
}

/**
 * A log line is an event name and fields; there is no free text, so that nothing secret is interpolated. Implementations
 * redact known secrets and the path and query of URLs in every field (see `log/`).
 */
export interface Logger {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
  /**
   * Tells of a secret that this program holds from now on: no line written afterwards contains it, in any spelling. Absent
   * where nothing is written.
   */
  protect?(secret: string): void;
  /** The same without what is secret or personal, as a field of a line would hold it. Absent where nothing is written. */
  redact?(value: unknown): unknown;
}
export type LogFields = Record<string, unknown>;

/**
 * Named groups of secrets (one group an account). A write replaces its whole group or leaves the old one as it was,
 * also across a crash. Rejects with VaultError.
 */
export interface SecretVault {
  state(): VaultState;
  read(group: string): Promise<Readonly<Record<string, string>> | undefined>;
  write(group: string, secrets: Readonly<Record<string, string>>): Promise<void>;
  delete(group: string): Promise<void>;
  /** Creates the passphrase file or opens it, and keeps secrets there from now on. */
  unlock(passphrase: string): Promise<void>;
  /** Keeps secrets in memory for this run only. */
  useMemory(): void;
  /** Has the system ask its owner for the keychain's password once more, where no place for secrets is open. */
  askKeychain(): Promise<KeychainAnswer>;
  /** Puts aside a vault file whose passphrase nobody knows, and goes on with the keychain, which answers. */
  leaveFile(): Promise<void>;
  /** Called whenever the state has changed: after unlock and useMemory, and when a keychain is locked, or opens after all. */
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
}

export class VaultError extends Error {
  override readonly name = 'VaultError';
  readonly code: 'VAULT_LOCKED' | 'VAULT_FAILED' | 'WRONG_PASSPHRASE';
  constructor(code: VaultError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** OS notifications. Core decides what is worth one and writes the words; a host without them does nothing. */
export interface Notifier {
  /** Shown at most once per `tag`; shown again, it replaces the one before. */
  show(notice: OsNotification): void;
  withdraw(tag: string): void;
}
export interface OsNotification {
  /** `call:<id>` */
  tag: string;
  kind: 'incoming' | 'missed';
  title: string;
  body: string;
  silent: boolean;
  callId: number;
}

/** How a host replaces itself. Core decides when. Rejects with UpdateError, unless it says otherwise. */
export interface ProgramUpdater {
  /** Why it cannot be done here; undefined where it can. Never rejects. */
  obstacle(): Promise<UpdateObstacle | undefined>;
  /** What the feed has that is newer than this program; undefined when it has nothing. */
  check(): Promise<Release | undefined>;
  /** Downloads what the last check found, and verifies it. `onProgress` hears shares from 0 to 1. */
  download(onProgress: (share: number) => void): Promise<void>;
  /** Ends the program, puts what was downloaded in its place and starts that. */
  install(): Promise<void>;
}

export class UpdateError extends Error {
  override readonly name = 'UpdateError';
  readonly problem: UpdateProblem;
  constructor(problem: UpdateProblem, options?: ErrorOptions) {
    super(problem, options);
    this.problem = problem;
  }
}

export interface UrlOpener {
  /** Only https and mailto; the implementation refuses others. */
  open(url: string): Promise<void>;
  /**
   * Hands a number in E.164 to the program that the system opens `tel:` links with. Rejects with ProblemError NO_TEL_PROGRAM
   * where that is this one, or it is known that there is none.
   */
  dial(number: string): Promise<void>;
}

/** Shows a file of this program's own where it lies, in the system's file manager. `path` is absolute. */
export interface FileRevealer {
  reveal(path: string): void;
}

/** What the renderer is told of the host, but for what core knows itself. */
export interface HostDescription {
  name: 'desktop' | 'web' | 'test';
  version: string;
  platform: 'win32' | 'darwin' | 'linux' | 'other';
  locale: 'ru' | 'en';
  features: Omit<HostInfo['features'], 'demo' | 'revealFile' | 'callLinks'>;
}

/** The demo provider: a real HTTP stand on loopback with its own traffic. */
export interface DemoProvider {
  /** `language`: of the names and texts of everybody in it. */
  start(language: 'ru' | 'en'): Promise<RunningDemo>;
}
export interface RunningDemo {
  /** Where the stand answers, as an account's base URL. */
  baseUrl: string;
  /** What the account form would be given. */
  login: string;
  password: string;
  label: string;
  ownNumber: string;
  /** What a user of this shop would have named by now. */
  lines: readonly { number: string; label: string }[];
  people: readonly { number: string; name: string; note: string }[];
  /** Another account of the same shop: by token, polled, with lines that can be set up. */
  warehouse: {
    provider: ProviderId;
    baseUrl: string;
    token: string;
    label: string;
    numbers: readonly string[];
    lines: readonly { number: string; label: string }[];
  };
  /** And the clinic next door: by key, polled, with a menu and a queue before anybody rings. */
  clinic: {
    provider: ProviderId;
    baseUrl: string;
    apiKey: string;
    label: string;
    lines: readonly { number: string; label: string }[];
    people: readonly { number: string; name: string; note: string }[];
  };
  /** Somebody has just begun to look: the next call rings at once. */
  hasten(): void;
  close(): Promise<void>;
}

export type EmbeddedRelayFactory = (options: {
  dataDirectory: string;
  /** 0 means any free port. */
  port: number;
  /** `127.0.0.1` unless the user published it. */
  address: string;
  logger: Logger;
}) => Promise<EmbeddedRelay>;
export interface EmbeddedRelay {
  /** `http://127.0.0.1:<port>` */
  url: string;
  close(): Promise<void>;
}

/** What a host gets from core: see `app.ts`. */
export type UpdateListener = (update: Update) => void;
