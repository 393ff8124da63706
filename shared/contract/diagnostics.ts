import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { accountId } from './account.ts';
import { problem } from './problem.ts';
import { procedure } from './procedure.ts';

/** The chain from the provider to the user's ear, in the order in which it is tested. */
export const accountLinks = ['proxy', 'provider', 'credentials', 'webhook', 'relay', 'test-event', 'lists'] as const;
/** Of this program and its machine. */
export const machineLinks = ['vault', 'clock', 'disk', 'quiet'] as const;
/** Those that only the host can test of its own system. */
export const hostLinks = ['notifications', 'focus-assist', 'tray', 'login-item', 'tel-links'] as const;
/** Those that only a page can test; also `notifications` where `features.notifications` is `page`. */
export const pageLinks = ['sound'] as const;

export const link = z.enum([...accountLinks, ...machineLinks, ...hostLinks, ...pageLinks]);
export type Link = z.infer<typeof link>;

/** `warning`: calls are heard, with something to know. `failed`: calls may be missed. */
export const linkStatus = z.enum(['ok', 'warning', 'failed', 'not-applicable']);
export type LinkStatus = z.infer<typeof linkStatus>;

/** What was found, as a closed set: `shared/words/diagnostics.ts` says it and what to do. */
export const finding = z.enum([
  'fine',
  /** Not tested, because something before it fails. */
  'blocked',
  /** There is no such thing on this host, or in this account. */
  'not-here',
  /** `problem` says it. */
  'problem',
  'slow',
  'no-proxy',
  'proxy-refuses',
  /** A proxy is named of a kind that is not spoken here; the way that was gone instead leads on. */
  'proxy-unspoken',
  'no-host',
  'no-tls',
  'untrusted',
  'polls-by-choice',
  'no-relay',
  'hook-gone',
  'hook-taken',
  'not-posted',
  'not-heard',
  'lists-stale',
  /** Of a week; `count` says how many. */
  'rows-unreadable',
  'events-unreadable',
  'vault-locked',
  'vault-memory',
  'vault-none',
  'clock-ahead',
  'clock-behind',
  'clock-unknown',
  'disk-low',
  'disk-full',
  'do-not-disturb',
  'quiet-hours',
  'notices-off',
  'permission-denied',
  'permission-unasked',
  'no-server',
  'system-quiet',
  'system-unknown',
  /** There is an answer, and the system keeps it from programs. */
  'system-untold',
  'tray-hidden',
  'not-at-login',
  /** The user wants it, and the system has it switched off. */
  'login-refused',
  'other-program',
  'no-program',
  'sound-off',
  'no-speaker',
]);
export type Finding = z.infer<typeof finding>;

export const linkResult = z.object({
  link,
  /** Of links that every account has for itself. */
  accountId: accountId.optional(),
  status: linkStatus,
  finding,
  /** How long the answer or the way took; of the clock how far off it is; of lists how old they are. */
  milliseconds: z.number().optional(),
  /** Of what could not be understood. */
  count: z.number().int().optional(),
  /** Free on the disk. */
  bytes: z.number().optional(),
  /** A host, the name of another program: plain text and never a secret. */
  detail: z.string().max(300).optional(),
  problem: problem.optional(),
});
export type LinkResult = z.infer<typeof linkResult>;

export const linkPlace = linkResult.pick({ link: true, accountId: true });
export type LinkPlace = z.infer<typeof linkPlace>;

/** What comes of one run: all that will be tested, then each link as its turn comes and as it is known. */
export const diagnosticsStep = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('plan'), links: z.array(linkPlace).max(500) }),
  z.object({ kind: z.literal('testing'), place: linkPlace }),
  z.object({ kind: z.literal('result'), result: linkResult }),
]);
export type DiagnosticsStep = z.infer<typeof diagnosticsStep>;

/** An error of the page: it goes into the log of this machine and nowhere else. */
export const pageError = z.object({
  /** What caught it: `window.onerror`, an unhandled rejection, or the boundary around the screens. */
  caught: z.enum(['error', 'rejection', 'render']),
  name: z.string().max(100),
  message: z.string().max(2000),
  stack: z.string().max(8000),
  /** The screen, as the address names it. */
  screen: z.string().max(100),
});
export type PageError = z.infer<typeof pageError>;

export const logState = z.object({
  directory: z.string(),
  files: z.number().int(),
  bytes: z.number(),
  /** The newest, redacted as they were written. */
  lines: z.array(z.string().max(4000)).max(200),
});
export type LogState = z.infer<typeof logState>;

export const diagnosticsContract = {
  /** Tests the whole chain once. Leaving the iterator ends it. */
  run: procedure.output(eventIterator(diagnosticsStep)),
  /** A text to send to somebody who helps: results, this program, this system, its last warnings. Holds no secret. */
  report: procedure
    .input(z.object({ locale: z.enum(['ru', 'en']), results: z.array(linkResult).max(500) }))
    .output(z.object({ text: z.string() })),
  log: procedure.output(logState),
  /** Writes it down, redacted; beyond a few a minute they are counted only. */
  pageError: procedure.input(pageError),
};
