/**
 * A part of the program that is about one thing: it keeps that thing's rows, rules, part of the contract and part of what a
 * page is told first. `subjects.ts` puts them together; they hear of each other by topics, and ask those made before them.
 */
export interface Subject {
  /** Its handlers, by the contract's names. */
  procedures?: object;
  /** Its keys of the snapshot; each key has one owner. */
  snapshot?(): object;
  /** One call turned out to be another: what was kept of the one is of the other from now on. Within the transaction. */
  foldCall?(goneId: number, callId: number): void;
  /** Before anything of an account goes: what can fail, which leaves the account with all that was kept of it. */
  clearAccount?(id: string): Promise<void>;
  /** Before the rows of an account go. */
  forgetAccount?(id: string): void;
  /** The machine woke, the network came back or the vault was opened: what waited is tried at once. */
  wake?(): void;
  close?(): void | Promise<void>;
}

export interface AllSubjects {
  foldCall(goneId: number, callId: number): void;
  /** Rejects when something of it could not be removed. Then nothing else was forgotten, and it may be asked for again. */
  forgetAccount(id: string): Promise<void>;
  wake(): void;
}

/**
 * What is asked of all subjects at once, in the order in which they were made; an account they forget in the reverse, one after
 * the other: whoever asks goes before whom it asks.
 */
export function joinSubjects(subjects: readonly Subject[]): AllSubjects {
  return {
    foldCall(goneId, callId) {
      for (const subject of subjects) subject.foldCall?.(goneId, callId);
    },
    async forgetAccount(id) {
      for (const subject of subjects.toReversed()) await subject.clearAccount?.(id);
      for (const subject of subjects.toReversed()) subject.forgetAccount?.(id);
    },
    wake() {
      for (const subject of subjects) subject.wake?.();
    },
  };
}

/** The parts of one whole, of which no two have a key in common: where they do, this does not compile. */
export function joinParts<const Parts extends readonly object[]>(parts: Parts & Disjoint<Parts>): Joined<Parts> {
  return Object.assign({}, ...parts);
}

type Disjoint<Parts, Seen extends PropertyKey = never> = Parts extends readonly [infer First, ...infer Rest]
  ? readonly [
      [keyof First & Seen] extends [never] ? First : { 'owned by a part before': keyof First & Seen },
      ...Disjoint<Rest, Seen | keyof First>,
    ]
  : readonly [];

type Joined<Parts> = Parts extends readonly [infer First, ...infer Rest] ? First & Joined<Rest> : unknown;
