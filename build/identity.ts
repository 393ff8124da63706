/**
 * Whose program this is, as packages and their updates say it: read here and nowhere else. `node build/identity.ts` says what of
 * it still stands for something else, and exits with 1 where anything does: `npm run package -- --release` begins with it.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readUpdateFeed, type UpdateFeed } from './update-feed.ts';

export interface Identity {
  /** Under which Windows and macOS know the program, and its data, for ever: equal to the AppUserModelId that it sets. */
  appId: string;
  homepage: string;
  author: { name: string; email: string };
  /** Without one the program is not replaced by newer ones, and says so. */
  feed: UpdateFeed | undefined;
}

/** Throws for an author without a name or an address: the Debian package has to name both. */
export function readIdentity(
  packageJson: { homepage: string; author: string },
  environment: NodeJS.ProcessEnv,
): Identity {
  const { homepage, author } = packageJson;
  const [, name, email] = /^(\S.*?) <(\S+@\S+)>$/.exec(author) ?? [];
  if (name === undefined || email === undefined) throw new Error(`The author has to be "Name <address>": ${author}`);
  return { appId: 'app.perezvon.desktop', homepage, author: { name, email }, feed: readUpdateFeed(environment) };
}

/** Sentences that name what nobody can stand behind yet. */
export function placeholdersOf({ appId, homepage, author, feed }: Identity): string[] {
  const found = [
    isNobodys(domainOf(appId)) && `The app id ${appId} is of nobody's domain: build/identity.ts.`,
    isNobodys(URL.parse(homepage)?.hostname ?? '') && `The homepage ${homepage} is nobody's: package.json.`,
    isNobodys(author.email.replace(/^.*@/, '')) && `The author's address ${author.email} is nobody's: package.json.`,
    feed === undefined && 'There is no feed of updates: PEREZVON_UPDATE_URL and PEREZVON_UPDATE_KEY name one.',
    feed !== undefined &&
      isNobodys(URL.parse(feed.url)?.hostname ?? '') &&
      `The feed ${feed.url} is nobody's: PEREZVON_UPDATE_URL.`,
  ];
  return found.filter((sentence) => sentence !== false);
}

/** An app id is a domain from its end, and what of it the program is: `app.perezvon.desktop` is of perezvon.app. */
function domainOf(appId: string): string {
  return appId.split('.').slice(0, -1).reverse().join('.');
}

/** RFC 2606: names that are kept for examples and tests. */
function isNobodys(host: string): boolean {
  return host === '' || /(?:^|\.)(?:example(?:\.(?:com|net|org))?|test|invalid|localhost)$/i.test(host);
}

export const identity: Identity = readIdentity(
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')),
  process.env,
);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const placeholders = placeholdersOf(identity);
  for (const sentence of placeholders) console.error(sentence);
  if (placeholders.length > 0) {
    console.error('A release says whose it is and where the next one comes from: see "Packages" in the README.');
    process.exitCode = 1;
  }
}
