import type { ResolvedGroup } from '../../../shared/contract/call.ts';

/** Newest first, as they come: of each caller only the last resolution can be taken back. */
export function undoable(groups: readonly ResolvedGroup[]): { group: ResolvedGroup; canUndo: boolean }[] {
  const seen = new Set<string>();
  return groups.map((group) => {
    const canUndo = !seen.has(group.key);
    seen.add(group.key);
    return { group, canUndo };
  });
}
