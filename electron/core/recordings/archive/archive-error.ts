/** An archive that gives nothing: it ends too early, its own checks do not hold, or there is no sound in it. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
  readonly kind: 'cut' | 'damaged' | 'empty';
  constructor(kind: ArchiveError['kind'], options?: ErrorOptions) {
    super(`archive ${kind}`, options);
    this.kind = kind;
  }
}
