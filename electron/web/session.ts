import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import type { Clock } from '../core/ports.ts';
import { replaceFile } from '../core/secrets/file-replacement.ts';

/**
 * Browsers that were let in. They outlive the process, so that a tab that is open finds its way back after a restart of
 * the program; what lies on disk are hashes, from which no cookie can be made.
 */
export interface Sessions {
  /** The id for the cookie of one more browser. */
  open(): Promise<string>;
  holds(id: string): boolean;
}

const storedSessions = z.array(z.object({ hash: z.string(), openedAt: z.number() }));
type StoredSessions = z.infer<typeof storedSessions>;

const longestLifeMs = 30 * 24 * 60 * 60 * 1000;
const mostSessions = 32;

export async function openSessions(options: { path: string; clock: Clock }): Promise<Sessions> {
  const { path, clock } = options;
  let sessions = await readSessions(path);

  const isAlive = (session: StoredSessions[number]) => clock.now() - session.openedAt < longestLifeMs;

  return {
    async open() {
      const id = randomBytes(32).toString('base64url');
      sessions = [...sessions.filter(isAlive), { hash: hashOf(id), openedAt: clock.now() }].slice(-mostSessions);
      // On a full disk it costs what a missing file does.
      await replaceFile(path, JSON.stringify(sessions)).catch(() => {});
      return id;
    },
    holds(id) {
      const hash = hashOf(id);
      return sessions.some((session) => session.hash === hash && isAlive(session));
    },
  };
}

/** A file that is missing or damaged costs one new visit by a fresh address, and no more. */
async function readSessions(path: string): Promise<StoredSessions> {
  try {
    return storedSessions.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return [];
  }
}

function hashOf(id: string): string {
  return createHash('sha256').update(id).digest('base64url');
}

/**
 * Cookies know no ports: two data directories on one machine would overwrite each other's, were the port not in the
 * name.
 */
function sessionCookieName(port: number): string {
  return `perezvon_${port}`;
}

/** No `Secure`: the address is plain http on loopback, where not every browser would keep such a cookie. */
export function sessionCookie(port: number, id: string): string {
  return `${sessionCookieName(port)}=${id}; Path=/; HttpOnly; SameSite=Strict`;
}

/** More cookies of one name than any browser keeps for a host. */
const mostCookies = 200;

/**
 * The session ids that a `Cookie` header carries. Cookies know no ports, so a page of another port can set more of this name, and
 * with a longer path they come first: any that holds counts.
 */
export function readSessionCookies(port: number, header = ''): string[] {
  const prefix = `${sessionCookieName(port)}=`;
  return header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(prefix))
    .slice(0, mostCookies)
    .map((pair) => pair.slice(prefix.length));
}
