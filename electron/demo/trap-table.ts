/** What a stand can be told to do otherwise: for each trap its normal value and what of reality the others model. */
export type TrapTable<Traps> = {
  readonly [Name in keyof Traps]: {
    normal: Traps[Name];
    /** The other readings; of numbers, lists and faults an example each. */
    others: readonly Traps[Name][];
    models: string;
  };
};

/** Every trap at its normal value. */
export function normalTraps<Traps extends object>(table: TrapTable<Traps>): Traps {
  const entries = Object.entries<{ normal: unknown }>(table).map(([name, { normal }]) => [name, normal]);
  return Object.freeze(Object.fromEntries(entries)) as Traps;
}
