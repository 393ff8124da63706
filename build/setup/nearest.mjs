/**
 * What of `known` was most likely meant by `typed`, if it looks like any of it at all.
 *
 * @param {string} typed
 * @param {readonly string[]} known
 * @returns {string | undefined}
 */
export function nearestOf(typed, known) {
  const wanted = typed.toLowerCase();
  const judged = known.map((name) => ({ name, strokes: strokesBetween(wanted, name.toLowerCase()) }));
  judged.sort((a, b) => a.strokes - b.strokes);
  const [best] = judged;
  if (best === undefined) return undefined;
  // Half of it another word is another word.
  return best.strokes <= Math.max(wanted.length, best.name.length) / 2 ? best.name : undefined;
}

/**
 * How many letters have to be put in, taken out or replaced to make one of the other (Levenshtein).
 *
 * @param {string} from
 * @param {string} to
 */
function strokesBetween(from, to) {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [taken, letter] of [...from].entries()) {
    const next = [taken + 1];
    for (let index = 1; index <= to.length; index += 1) {
      const replaced = (row[index - 1] ?? 0) + (to[index - 1] === letter ? 0 : 1);
      next.push(Math.min(replaced, (row[index] ?? 0) + 1, (next[index - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
