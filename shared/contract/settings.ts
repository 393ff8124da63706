import * as z from 'zod';
import { chosenColumns, retentionSettings } from './data.ts';
import { procedure } from './procedure.ts';
import { updateChoice } from './program-update.ts';
import { quietSettings } from './quiet.ts';

export const relaySettings = z.object({
  /**
   * `none`: accounts poll. `embedded`: this program listens on `port`, reachable from outside at `publicUrl` (a public
   * address, a tunnel, a VPN). `standalone`: a relay of `npm run relay` at `url`. `ntfy`: a topic an account at the ntfy
   * server `url`; whoever learns the name of an open topic can read it, so a server with access control is better.
   */
  mode: z.enum(['none', 'embedded', 'standalone', 'ntfy']),
  /** Where this program reads a standalone relay or an ntfy server; for the latter empty means `publicNtfyServer`. */
  url: z.string().trim().max(500),
  /** What the provider is told; for what is read at `url` empty means the same address. */
  publicUrl: z.string().trim().max(500),
  port: z.number().int().min(0).max(65535),
});
export type RelaySettings = z.infer<typeof relaySettings>;

export const publicNtfyServer = 'https://ntfy.sh';

/** What a private relay or ntfy server wants of its readers: as it stands in a header. */
export const relayToken = z
  .string()
  .trim()
  .max(500)
  .regex(/^[\x20-\x7e]*$/);

export const recordingSettings = z.object({
  /** `on-demand`: fetched when somebody wants to hear one. `all`: every recording as it appears, before it expires. */
  keep: z.enum(['on-demand', 'all']),
  /** Beyond it, what was heard longest ago leaves this disk. Recordings that the user keeps do not. */
  quotaMegabytes: z.number().int().min(50).max(1_000_000),
});
export type RecordingSettings = z.infer<typeof recordingSettings>;

/**
 * How often the lists of accounts are read that hear no events. `auto`: by the time of day, by what was called lately, and
 * by whether somebody looks.
 */
export const listing = z.enum(['auto', 'often', 'rarely']);
export type Listing = z.infer<typeof listing>;

/** The loudspeaker that rings. Ids hold for one address of the page only, so its name is kept as well; empty: the system's. */
export const soundDevice = z.object({ id: z.string().max(500), label: z.string().max(300) });
export type SoundDevice = z.infer<typeof soundDevice>;

/** As Electron writes keys. Only some: a program must not take the keys of others. */
export const hotkeys = ['', 'CommandOrControl+Alt+C', 'CommandOrControl+Shift+F9', 'Alt+F9', 'F9'] as const;

/** How many characters a prompt takes here; the provider names no limit. */
export const longestPrompt = 500;

const callbackGreeting = z.object({
  language: z.enum(['ru', 'en']),
  /** Where the provider's support switched it on; empty is none. */
  prompt: z.string().max(longestPrompt),
});
export type CallbackGreeting = z.infer<typeof callbackGreeting>;

const accountKey = z.string().max(64);
const balanceLimit = z.number().min(0).max(1_000_000_000);

export const settings = z.object({
  language: z.enum(['system', 'ru', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
  notifyIncoming: z.boolean(),
  notifyMissed: z.boolean(),
  /** Whether the page rings, aloud and by itself; and the system's own sound with notifications while no page is there. */
  sound: z.boolean(),
  soundDevice,
  /** What notifications tell of the caller: a locked screen shows them to everybody. */
  noticeCaller: z.enum(['full', 'name', 'nobody']),
  quiet: quietSettings,
  relay: relaySettings,
  listing,
  recordings: recordingSettings,
  retention: retentionSettings,
  /** What the user last chose for a table of calls, in a file or on paper. */
  tableColumns: chosenColumns,
  /** Below which balance of an account a warning is shown, in its currency; accounts without one are left out. */
  balanceLimits: z.record(accountKey, balanceLimit),
  /** What the own phone hears first of a callback, by account; accounts without one leave it to the provider. */
  callbackGreetings: z.record(accountKey, callbackGreeting),
  /** The system starts this program when the user logs in. Of hosts with `features.loginItem`; so are the next two. */
  startAtLogin: z.boolean(),
  /** Started by the system, the program opens no window and waits in the tray. Started by hand it always opens one. */
  startHidden: z.boolean(),
  /** What closing the window does. `auto`: hides it where a tray icon brings it back, and minimises it elsewhere. */
  whenClosed: z.enum(['auto', 'hide', 'quit']),
  /** A small window over everything else says who rings. Of hosts with `features.popup`. */
  popup: z.boolean(),
  /** Puts the selected or copied number into the dial box, from anywhere; empty is none. Of hosts with `features.hotkey`. */
  hotkey: z.enum(hotkeys),
  /** Of hosts that can replace themselves. */
  programUpdates: updateChoice,
});
export type Settings = z.infer<typeof settings>;

/** Left-out settings stay, and so do left-out accounts: two pages that set something of two of them keep both. `null` takes one away. */
const settingsChange = settings
  .extend({
    balanceLimits: z.record(accountKey, balanceLimit.nullable()),
    callbackGreetings: z.record(accountKey, callbackGreeting.nullable()),
  })
  .partial();
export type SettingsChange = z.infer<typeof settingsChange>;

export const settingsContract = {
  get: procedure.output(settings),
  update: procedure.input(settingsChange).output(settings),
  /**
   * Whether the relay of the given settings answers and lets this program in: with the given token, or else with the stored
   * one if it was stored for the same server. Stores nothing.
   */
  testRelay: procedure
    .input(relaySettings.extend({ token: relayToken.optional() }))
    .output(z.object({ ok: z.literal(true), milliseconds: z.number() })),
  /** Whether a token is stored for the server of the settings in force. The token itself is never told. */
  relayToken: procedure.output(z.object({ hasToken: z.boolean() })),
  /** Stores the token for the server of the settings in force; empty forgets it. Another server needs another one. */
  setRelayToken: procedure.input(z.object({ token: relayToken })).output(z.object({ hasToken: z.boolean() })),
};
