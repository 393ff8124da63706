import { getCACertificates } from 'node:tls';

/**
 * Node's own certificate authorities and those of the operating system: networks that inspect TLS install theirs in the
 * system and nowhere else. Read once per Http, on the first https request, because the system's store is slow to read.
 */
export function readTrustedCertificates(): string[] {
  const trusted = new Set(getCACertificates('default'));
  try {
    for (const certificate of getCACertificates('system')) trusted.add(certificate);
  } catch {
    // An unreadable system store leaves Node's own authorities, which is what every other Node program has.
  }
  return [...trusted];
}
