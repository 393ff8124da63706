import type { SelfCheckWords } from '../../../shared/words/self-check.ts';
import type { ReadCertificates } from '../http/certificates.ts';
import { detailOf, type Finding, failed, ok } from './check.ts';

/** None is no failure: Node brings authorities of its own, and only a network that inspects TLS needs the system's. */
export async function checkCertificates(
  read: () => Promise<ReadCertificates>,
  words: SelfCheckWords,
): Promise<Finding> {
  try {
    const { ofSystem, readMilliseconds } = await read();
    return ok({ certificates: ofSystem, readMilliseconds });
  } catch (error) {
    return failed(words.certificatesUnread(detailOf(error)));
  }
}
