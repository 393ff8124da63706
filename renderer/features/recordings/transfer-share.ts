import type { Transfers } from '../../../shared/contract/recording.ts';

/** How much of the work is behind us, 0 to 1, by recordings and not by bytes: of those that wait the size is unknown. */
export function shareOf({ active, waiting, done, failed }: Transfers): number {
  const over = done + failed;
  const all = over + active + waiting;
  return all === 0 ? 1 : over / all;
}
