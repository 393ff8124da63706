/**
 * Reads a source for every item, so many at a time, and hands over what comes as it comes. The first failure is that of all;
 * it, and a reader that stops, ends the other sources, and waits until they have.
 */
export async function* interleave<Item, Piece>(
  items: readonly Item[],
  width: number,
  open: (item: Item) => AsyncGenerator<Piece, void>,
): AsyncGenerator<Piece, void> {
  const queue = items.values();
  const opened = new Set<AsyncGenerator<Piece, void>>();
  const running = new Map<AsyncGenerator<Piece, void>, Promise<Step<Piece>>>();
  const advance = (source: AsyncGenerator<Piece, void>) =>
    running.set(
      source,
      source.next().then((result) => ({ source, result })),
    );
  const begin = () => {
    const next = queue.next();
    if (next.done === true) return;
    const source = open(next.value);
    opened.add(source);
    advance(source);
  };
  try {
    for (let index = 0; index < width; index += 1) begin();
    while (running.size > 0) {
      const { source, result } = await Promise.race(running.values());
      running.delete(source);
      if (result.done === true) {
        opened.delete(source);
        begin();
      } else {
        // Asked for its next piece only when this one was taken.
        yield result.value;
        advance(source);
      }
    }
  } finally {
    await Promise.allSettled([...opened].map((source) => source.return()));
  }
}

interface Step<Piece> {
  source: AsyncGenerator<Piece, void>;
  result: IteratorResult<Piece, void>;
}
