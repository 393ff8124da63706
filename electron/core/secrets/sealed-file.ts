import {
  createCipheriv,
  createDecipheriv,
  createHash,
  hkdfSync,
  randomBytes,
  scrypt,
  timingSafeEqual,
} from 'node:crypto';
import * as z from 'zod';
import { VaultError } from '../ports.ts';

/**
 * The vault file: three lines of text. The header says how it was sealed and is authenticated with the contents; the
 * contents follow in base64, the authentication tag at their end; last, the SHA-256 of both lines, which tells a damaged
 * file from a wrong passphrase.
 */
const base64 = (bytes: number) => z.base64().refine((text) => Buffer.from(text, 'base64').length === bytes);
const headerSchema = z.strictObject({
  format: z.literal('perezvon-secrets'),
  version: z.literal(1),
  /** Makes the vault's key of the passphrase. No more than twice what this program asks for: a file may be forged. */
  kdf: z.strictObject({
    name: z.literal('scrypt'),
    cost: z
      .int()
      .min(2 ** 10)
      .max(2 ** 18)
      .refine((cost) => Number.isInteger(Math.log2(cost))),
    blockSize: z.literal(8),
    parallelization: z.literal(1),
    salt: base64(32),
  }),
  /** The key of these very contents is HKDF-SHA256 of the vault's key and this salt, so no two writes share one. */
  cipher: z.strictObject({ name: z.literal('aes-256-gcm'), salt: base64(32), nonce: base64(12) }),
});
type Header = z.infer<typeof headerSchema>;
export type KeyDerivation = Header['kdf'];

/** A vault's key with the way it was made of the passphrase; the passphrase itself is not kept. */
export interface VaultKey {
  key: Buffer;
  derivation: KeyDerivation;
}

const TAG_BYTES = 16;
/** 2^17 with blocks of 8: 128 MiB and about 0.3 s per guess (OWASP's first choice for scrypt). */
const COST = 2 ** 17;

export async function createVaultKey(passphrase: string, cost: number = COST): Promise<VaultKey> {
  const salt = randomBytes(32).toString('base64');
  return deriveVaultKey(passphrase, { name: 'scrypt', cost, blockSize: 8, parallelization: 1, salt });
}

function deriveVaultKey(passphrase: string, derivation: KeyDerivation): Promise<VaultKey> {
  const { cost, blockSize, parallelization, salt } = derivation;
  // One spelling for what different keyboards and systems send for the same letters.
  const normalized = passphrase.normalize('NFKC');
  const maxmem = 128 * cost * blockSize * parallelization * 2;
  return new Promise((resolve, reject) => {
    scrypt(normalized, Buffer.from(salt, 'base64'), 32, { cost, blockSize, parallelization, maxmem }, (error, key) =>
      error === null ? resolve({ key, derivation }) : reject(error),
    );
  });
}

/** Whether this is the passphrase that the key was made of. */
export async function isPassphraseOf({ key, derivation }: VaultKey, passphrase: string): Promise<boolean> {
  return timingSafeEqual((await deriveVaultKey(passphrase, derivation)).key, key);
}

export function seal({ key, derivation }: VaultKey, contents: string): string {
  const salt = randomBytes(32);
  const nonce = randomBytes(12);
  const header: Header = {
    format: 'perezvon-secrets',
    version: 1,
    kdf: derivation,
    cipher: { name: 'aes-256-gcm', salt: salt.toString('base64'), nonce: nonce.toString('base64') },
  };
  const headerLine = JSON.stringify(header);
  const cipher = createCipheriv('aes-256-gcm', contentsKey(key, salt), nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(headerLine));
  const sealed = Buffer.concat([cipher.update(contents, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  const body = `${headerLine}\n${sealed.toString('base64')}\n`;
  return `${body}${sha256(body)}\n`;
}

/** Rejects with VaultError: VAULT_FAILED when the file is damaged or of another version, WRONG_PASSPHRASE otherwise. */
export async function unseal(file: string, passphrase: string): Promise<{ key: VaultKey; contents: string }> {
  const { headerLine, header, sealed } = readSealed(file);
  const vaultKey = await deriveVaultKey(passphrase, header.kdf);
  const decipher = createDecipheriv(
    'aes-256-gcm',
    contentsKey(vaultKey.key, Buffer.from(header.cipher.salt, 'base64')),
    Buffer.from(header.cipher.nonce, 'base64'),
    { authTagLength: TAG_BYTES },
  );
  decipher.setAAD(Buffer.from(headerLine));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    const contents = Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
    return { key: vaultKey, contents: contents.toString('utf8') };
  } catch (cause) {
    throw new VaultError('WRONG_PASSPHRASE', 'The passphrase does not open the vault file', { cause });
  }
}

function readSealed(file: string): { headerLine: string; header: Header; sealed: Buffer } {
  const [headerLine = '', sealedLine = '', checksum, rest, ...more] = file.split('\n');
  const whole = rest === '' && more.length === 0 && checksum === sha256(`${headerLine}\n${sealedLine}\n`);
  if (!whole) throw damaged();
  const header = headerSchema.safeParse(parseJson(headerLine));
  if (!header.success) {
    throw new VaultError('VAULT_FAILED', 'The vault file was made by another version of this program');
  }
  const sealed = Buffer.from(sealedLine, 'base64');
  if (sealed.length < TAG_BYTES) throw damaged();
  return { headerLine, header: header.data, sealed };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const damaged = () => new VaultError('VAULT_FAILED', 'The vault file is damaged; it was left as it is');
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const contentsKey = (key: Buffer, salt: Buffer) => Buffer.from(hkdfSync('sha256', key, salt, 'perezvon-secrets 1', 32));
