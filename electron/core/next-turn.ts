/**
 * Lets everything else run before long work goes on: timers, the network, and whoever else has long work. Of those only one goes on
 * in each turn of the event loop. Node runs all of its immediates in one turn: four lists that were understood by a hundred rows each
 * and a transaction, every one of them short, held everything up for as long as all of them together.
 *
 * `first`: before those that are not: events of now, behind which somebody may ring, for which lists of the past can wait.
 */
export function nextTurn(order?: 'first'): Promise<void> {
  return new Promise((resolve) => {
    const isWaitedFor = firsts.length + others.length > 0;
    (order === 'first' ? firsts : others).push(resolve);
    if (!isWaitedFor) setImmediate(goOn);
  });
}

/** In the order in which they asked; there is one event loop. */
const firsts: (() => void)[] = [];
const others: (() => void)[] = [];

function goOn(): void {
  const next = firsts.shift() ?? others.shift();
  next?.();
  if (firsts.length + others.length > 0) setImmediate(goOn);
}
