/** Between two instants, epoch ms; the part that the provider does not keep any more is left out. */
export interface ListRange {
  from: number;
  to: number;
  /** Only calls with a message in the mailbox: those that nobody listened to, or the others. */
  messages?: 'unheard' | 'heard' | undefined;
}
