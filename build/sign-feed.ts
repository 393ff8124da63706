/**
 * `node build/sign-feed.ts dist` signs every feed of a folder with the key in PEREZVON_UPDATE_PRIVATE_KEY, after the
 * packager and before anything is uploaded: `latest-linux.yml` gets `latest-linux.yml.sig`. The program installs nothing
 * that is not signed. `--new-key` makes such a key, and the public one for PEREZVON_UPDATE_KEY.
 */
import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Both as one line of base64: PKCS #8 and SPKI, in DER. */
export function createSigningKey(): { privateKey: string; publicKey: string } {
  const pair = generateKeyPairSync('ed25519');
  return {
    privateKey: pair.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    publicKey: pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  };
}

/** The names of the feeds that were signed. Throws when there is none, and for what is no Ed25519 key. */
export function signFeeds(folder: string, privateKey: string): string[] {
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('The key is no Ed25519 key.');
  const feeds = readdirSync(folder).filter((name) => /^latest[\w-]*\.yml$/.test(name));
  if (feeds.length === 0) throw new Error(`There is no feed in ${folder}: was it packed with PEREZVON_UPDATE_URL?`);
  for (const name of feeds) signFile(join(folder, name), key);
  return feeds;
}

function signFile(path: string, key: KeyObject): void {
  writeFileSync(`${path}.sig`, `${sign(null, readFileSync(path), key).toString('base64')}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [asked] = process.argv.slice(2);
  const { PEREZVON_UPDATE_PRIVATE_KEY: privateKey } = process.env;
  if (asked === '--new-key') {
    const made = createSigningKey();
    console.log(`PEREZVON_UPDATE_PRIVATE_KEY=${made.privateKey}\nPEREZVON_UPDATE_KEY=${made.publicKey}`);
  } else if (asked === undefined || privateKey === undefined) {
    console.error('PEREZVON_UPDATE_PRIVATE_KEY=… node build/sign-feed.ts <folder>\nnode build/sign-feed.ts --new-key');
    process.exitCode = 2;
  } else {
    for (const name of signFeeds(asked, privateKey)) console.log(`signed ${name}`);
  }
}
