import type { CertificateState } from '../../../shared/contract/host.ts';

/** What https connections are checked against, PEM: another list once more is known. Never rejects. */
export type Certificates = () => readonly string[] | Promise<readonly string[]>;

export interface Trust {
  certificates: Certificates;
  state(): CertificateState;
  /** Called when the state has changed; the answer ends that. */
  onChange(listener: () => void): () => void;
}
