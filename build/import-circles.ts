/** One import of a file by another, by paths from the root. */
export interface FileImport {
  from: string;
  to: string;
  /** Of the import, from 1. */
  line: number;
}

/** Imports that lead from a file back to it, each from where the one before leads. */
export type ImportCircle = readonly FileImport[];

type ImportsByFile = ReadonlyMap<string, readonly FileImport[]>;

/**
 * Of each group of files that all lead to one another one way round: the shortest through the file that comes first by its
 * path. Takes time as files and imports, not as ways.
 */
export function findImportCircles(imports: readonly FileImport[]): ImportCircle[] {
  const byFile = Map.groupBy(imports, ({ from }) => from);
  return groupsOf(byFile)
    .map((group) => shortestWayRound(group, byFile))
    .filter((circle) => circle.length > 0);
}

/** Every file with those that it leads to and that lead back to it: strongly connected components, as Tarjan finds them. */
function groupsOf(byFile: ImportsByFile): string[][] {
  const groups: string[][] = [];
  const numbers = new Map<string, number>();
  /** Files whose group is not whole yet, in the order of their numbers. */
  const open: string[] = [];
  const closed = new Set<string>();

  /** Answers the lowest number of an open file that this one leads to. */
  function visit(file: string): number {
    const own = numbers.size;
    numbers.set(file, own);
    open.push(file);
    let lowest = own;
    for (const { to } of byFile.get(file) ?? []) {
      if (!closed.has(to)) lowest = Math.min(lowest, numbers.get(to) ?? visit(to));
    }
    if (lowest === own) close(file);
    return lowest;
  }

  /** From the end: its group lies there, and only that is looked through. */
  function close(file: string): void {
    const group = open.splice(open.lastIndexOf(file));
    for (const each of group) closed.add(each);
    groups.push(group);
  }

  for (const file of byFile.keys()) if (!numbers.has(file)) visit(file);
  return groups;
}

/** Empty where the group is one file that does not import itself. */
function shortestWayRound(group: readonly string[], byFile: ImportsByFile): ImportCircle {
  const within = new Set(group);
  const [start = ''] = group.toSorted();
  /** By which import each file was reached first. */
  const reachedBy = new Map<string, FileImport>();
  const reached = [start];
  // Grows while it is walked, nearest first, until it is back at the start.
  for (const file of reached) {
    for (const each of byFile.get(file) ?? []) {
      if (!within.has(each.to) || reachedBy.has(each.to)) continue;
      reachedBy.set(each.to, each);
      reached.push(each.to);
    }
    if (reachedBy.has(start)) break;
  }
  return wayTo(start, reachedBy);
}

/** From `file` back to it. */
function wayTo(file: string, reachedBy: ReadonlyMap<string, FileImport>): ImportCircle {
  const way: FileImport[] = [];
  let last = reachedBy.get(file);
  while (last !== undefined) {
    way.unshift(last);
    last = last.from === file ? undefined : reachedBy.get(last.from);
  }
  return way;
}
