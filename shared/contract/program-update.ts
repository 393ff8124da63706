import * as z from 'zod';
import { procedure } from './procedure.ts';

/** Why this copy of the program cannot replace itself by a newer one. */
export const updateObstacles = [
  /** The web host: it is updated the way it was installed. */
  'other-host',
  /** It runs from the sources. */
  'from-source',
  /** Whoever built it named no feed. */
  'no-feed',
  /** macOS replaces signed programs only. */
  'unsigned',
  /** The program lies where it may not write: a read-only folder, a disk image, somebody else's AppImage. */
  'read-only',
  /** A deb without a way to install one as administrator. */
  'no-installer',
  /** It was unpacked by hand, or comes from a package that nothing is published for. */
  'other-package',
] as const;
export const updateObstacle = z.enum(updateObstacles);
export type UpdateObstacle = z.infer<typeof updateObstacle>;

/** Every way an update can fail. What the feed or the system said goes to the log and not to the page. */
export const updateProblems = [
  /** No connection, or the server said no. */
  'unreachable',
  /** The server went silent. */
  'slow',
  /** What came is no feed: a page of HTML, a part of one, more than one can be. */
  'garbled',
  /** The feed, or the installer, is not signed by whoever built this program. */
  'not-signed',
  /** What was downloaded is not what the feed promised. Nothing of it was kept. */
  'tampered',
  'disk-full',
  /** The system did not let it be installed, or the user did not. */
  'not-installed',
  'unknown',
] as const;
export const updateProblem = z.enum(updateProblems);
export type UpdateProblem = z.infer<typeof updateProblem>;

/** A newer version. Both fields come from outside. */
export const release = z.object({
  version: z.string().max(64),
  /** Plain text of some lines; empty where the feed has none. */
  notes: z.string().max(4000),
});
export type Release = z.infer<typeof release>;

export const programUpdate = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('off'), reason: updateObstacle }),
  /** Nothing newer is known. `checkedAt`: epoch ms of the last answer of the feed in this run. */
  z.object({ kind: z.literal('idle'), checkedAt: z.number().optional() }),
  z.object({ kind: z.literal('checking') }),
  z.object({ kind: z.literal('available'), release }),
  /** `share` from 0 to 1. */
  z.object({ kind: z.literal('downloading'), release, share: z.number().min(0).max(1) }),
  /** Downloaded and verified. It takes the place of this one at a restart that the user asks for, and not before. */
  z.object({ kind: z.literal('ready'), release }),
  z.object({ kind: z.literal('restarting'), release }),
  z.object({
    kind: z.literal('failed'),
    during: z.enum(['check', 'download', 'restart']),
    problem: updateProblem,
    /** What it failed with; absent when the check failed. */
    release: release.optional(),
  }),
]);
export type ProgramUpdate = z.infer<typeof programUpdate>;

/** What the program may do by itself: nothing, look for a newer version, or look and download. It never restarts itself. */
export const updateChoice = z.enum(['by-hand', 'check', 'download']);
export type UpdateChoice = z.infer<typeof updateChoice>;

/**
 * How it goes on is told by `updates.watch`. Each answers how things stand at once; a wish that cannot be now, above all
 * while a call is on the screen, changes nothing.
 */
export const programUpdateContract = {
  check: procedure.output(programUpdate),
  download: procedure.output(programUpdate),
  /** Ends the program and starts the new version. */
  restart: procedure.output(programUpdate),
};
