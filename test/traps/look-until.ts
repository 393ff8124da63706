/**
 * Waits for what is listed, as a user who presses "try now" again and is more patient every time: each press has the lists
 * read from their start, and on a slow machine a reading takes its time.
 */
export async function lookUntil(press: () => Promise<unknown>, isThere: () => Promise<boolean>): Promise<void> {
  for (let patienceMs = 400; patienceMs < 20_000; patienceMs *= 2) {
    await press();
    const end = performance.now() + patienceMs;
    while (performance.now() < end) {
      if (await isThere()) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error('it is never listed');
}
