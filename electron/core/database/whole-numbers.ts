import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';

type Row = Record<string, SQLOutputValue>;

/**
 * SQLite holds whole numbers of 64 bits, and node:sqlite throws for a row with one that JavaScript cannot hold: one damaged
 * value would take all rows of its query with it. Here it comes as the nearest number, which `readWhole` and `readInstant`
 * (`stored-values.ts`) do not take for a value.
 */
export class RoundingDatabase extends DatabaseSync {
  override prepare(...args: Parameters<DatabaseSync['prepare']>): StatementSync {
    const statement = super.prepare(...args);
    const get = statement.get.bind(statement) as (...values: SQLInputValue[]) => Row | undefined;
    const all = statement.all.bind(statement) as (...values: SQLInputValue[]) => Row[];

    /** Only once it is needed: it costs time for each number of each row. */
    function withBigInts<T>(read: () => T): T {
      statement.setReadBigInts(true);
      try {
        return read();
      } finally {
        statement.setReadBigInts(false);
      }
    }
    function orRounded<T>(read: () => T, round: (answer: T) => T): T {
      try {
        return read();
      } catch (error) {
        if ((error as { code?: string }).code !== 'ERR_OUT_OF_RANGE') throw error;
        return round(withBigInts(read));
      }
    }
    statement.get = ((...values: SQLInputValue[]) =>
      orRounded(
        () => get(...values),
        (row) => row && rounded(row),
      )) as StatementSync['get'];
    statement.all = ((...values: SQLInputValue[]) =>
      orRounded(
        () => all(...values),
        (rows) => rows.map(rounded),
      )) as StatementSync['all'];
    return statement;
  }
}

function rounded(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]),
  );
}
