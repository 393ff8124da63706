/** The name under which core offers a file, RFC 6266: `…; filename*=UTF-8''2026-11-22%2014-05.mp3`. */
export function nameOf(disposition: string | null): string {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? '')?.[1];
  return encoded === undefined ? 'recording' : decodeURIComponent(encoded);
}

/** Two calls of one minute with one number have one name: the later one is counted. */
export function distinctName(name: string, taken: readonly string[]): string {
  const dot = name.lastIndexOf('.');
  const [stem, ending] = dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
  let distinct = name;
  for (let number = 2; taken.includes(distinct); number += 1) distinct = `${stem} (${number})${ending}`;
  return distinct;
}
