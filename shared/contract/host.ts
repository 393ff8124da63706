import * as z from 'zod';
import { procedure } from './procedure.ts';
import { programUpdateContract } from './program-update.ts';

/**
 * Where secrets are kept. `memory` holds for this run only and is always shown. A locked `keychain` is taken as soon as its owner
 * unlocks it in the system; nothing is kept elsewhere meanwhile, or half of it would be missing then.
 */
export const vaultState = z.object({
  kind: z.enum(['keychain', 'passphrase', 'memory', 'none']),
  locked: z.boolean(),
  /** Why the keychain was not taken; absent when it was, or waits for what a vault file holds that is still locked. */
  keychainProblem: z.string().max(300).optional(),
  /** Whether a passphrase vault file exists already. */
  fileExists: z.boolean(),
});
export type VaultState = z.infer<typeof vaultState>;

/** `none`: not yet, as whoever is asked takes their time. When they answer, that counts as well. */
export const keychainAnswer = z.enum(['open', 'refused', 'none']);
export type KeychainAnswer = z.infer<typeof keychainAnswer>;

/**
 * Of the system's certificate authorities, which https connections are checked against besides those that the program brings.
 * `known`: they are, or are expected soon; `late`: the system still takes its time; `unread`: there are none in this run.
 */
export const certificateState = z.enum(['known', 'late', 'unread']);
export type CertificateState = z.infer<typeof certificateState>;

/** What this host can do: the renderer branches on this and never on which host it is. */
export const hostInfo = z.object({
  name: z.enum(['desktop', 'web', 'test']),
  version: z.string(),
  platform: z.enum(['win32', 'darwin', 'linux', 'other']),
  locale: z.enum(['ru', 'en']),
  features: z.object({
    tray: z.boolean(),
    /** `os`: shown by core, window closed or not. `page`: shown by the page, while its tab is open. */
    notifications: z.enum(['os', 'page', 'none']),
    demo: z.boolean(),
    /** The system can start this program at login, and it has a window of its own to close. */
    loginItem: z.boolean(),
    popup: z.boolean(),
    hotkey: z.boolean(),
    /** Native Wayland: windows neither place themselves nor stay above others, and keys for the whole system are its to give. */
    wayland: z.boolean().optional(),
    /** It can open links with numbers, where the user wants that. */
    callLinks: z.boolean(),
    /** A file of this program can be shown where it lies. */
    revealFile: z.boolean(),
  }),
  dataDirectory: z.string(),
});
export type HostInfo = z.infer<typeof hostInfo>;

/** Something that happened at start and that the user should know until they dismiss it. */
export const startupWarning = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('database-set-aside'), path: z.string(), detail: z.string().max(300) }),
  z.object({ kind: z.literal('callbacks-unknown'), count: z.number() }),
  /** Now: what is there can be read, and nothing new is kept. */
  z.object({ kind: z.literal('disk-full') }),
]);
export type StartupWarning = z.infer<typeof startupWarning>;

export const hostContract = {
  info: procedure.output(hostInfo.extend({ startupWarnings: z.array(startupWarning) })),
  /**
   * Has the system ask for the keychain's password once more, or whatever else it does when a secret is read. Takes up to a
   * minute, as the one who is asked may.
   */
  askKeychain: procedure.output(z.object({ answer: keychainAnswer, vault: vaultState })),
  /** Goes on without a vault file that nobody can open, where the keychain waits for it. The file is kept under another name. */
  leaveVaultFile: procedure.output(vaultState),
  /** Creates the passphrase vault file, or opens it. WRONG_PASSPHRASE also where it is open already, with another one. */
  unlockVault: procedure.input(z.object({ passphrase: z.string().min(1).max(500) })).output(vaultState),
  /** Keeps secrets in memory for this run only. */
  useMemoryVault: procedure.output(vaultState),
  /**
   * Connects the demo accounts, starting their stands; idempotent. Their names and texts are in `language`, the page's own,
   * and stay in it; left out, in the program's.
   */
  startDemo: procedure
    .input(z.object({ language: z.enum(['ru', 'en']).optional() }).optional())
    .output(z.object({ accountId: z.string() })),
  /** Makes this program open links with numbers; `asked` where the system now asks the user. Of `features.callLinks`. */
  claimCallLinks: procedure.output(z.object({ done: z.enum(['taken', 'asked']) })),
  /** Opens an https or mailto address outside. */
  openExternal: procedure.input(z.object({ url: z.url().max(2000) })),
  updates: programUpdateContract,
  /** Under which licences everything inside stands: plain text, in English. */
  licences: procedure.output(z.object({ text: z.string().max(2_000_000) })),
};
