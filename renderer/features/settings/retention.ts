/** For how long data may be kept, days; 0 is for ever and comes first. What is in force is among them, whatever it is. */
export function retentionChoices(current: number): number[] {
  const days = [7, 30, 90, 180, 365, 730, 1825];
  return [0, ...new Set([...days, ...(current === 0 ? [] : [current])].toSorted((a, b) => a - b))];
}

/** Whether less is kept than before: then something may be deleted. */
export function keepsLess(current: number, next: number): boolean {
  return next !== 0 && (current === 0 || next < current);
}
