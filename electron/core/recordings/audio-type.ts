/** By the first bytes and not by what a server says of them: an error page must never become a recording. */
export function audioTypeOf(start: Buffer): string | undefined {
  const text = start.toString('latin1');
  if (text.startsWith('ID3')) return 'audio/mpeg';
  if (start[0] === 0xff && ((start[1] ?? 0) & 0xe0) === 0xe0) return 'audio/mpeg';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WAVE') return 'audio/wav';
  if (text.startsWith('OggS')) return 'audio/ogg';
  return undefined;
}

const extensions: Record<string, string> = { 'audio/mpeg': 'mp3', 'audio/wav': 'wav', 'audio/ogg': 'ogg' };

/** Without the dot. */
export function audioExtension(mimeType: string): string {
  return extensions[mimeType] ?? 'audio';
}
