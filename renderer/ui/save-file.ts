/** Offers the pieces as one file of that name: where it goes is asked or known by the host. */
export function saveFile(name: string, pieces: readonly BlobPart[], type: string): void {
  const address = URL.createObjectURL(new Blob([...pieces], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has its own hold on the data once it has begun.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** `calls 2026-11-22.csv`: the day by the clock on the wall, so that files sort by it. */
export function exportName(word: string, now: number, ending: string): string {
  const date = new Date(now);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${word} ${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}.${ending}`;
}
