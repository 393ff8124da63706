/**
 * Round values for an axis that begins at zero and reaches at least `most`: zero among them, ascending, in equal steps of 1, 2 or 5
 * times a power of ten, about `wanted` of them. `leastStep` is 1 for what is counted.
 */
export function axisTicks(most: number, wanted: number, leastStep = 0): number[] {
  if (!(most > 0)) return [0, leastStep || 1];
  const power = 10 ** Math.floor(Math.log10(most / wanted));
  const step = Math.max(
    leastStep,
    [1, 2, 5, 10].map((times) => times * power).find((one) => most / one <= wanted) ?? most,
  );
  const count = Math.ceil(most / step);
  // Of whole steps, so that no tenth is added up to 0.30000000000000004.
  return Array.from({ length: count + 1 }, (_, at) => Number((at * step).toPrecision(12)));
}
