import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** How many statements run on a database, and how many rows they answer: of statements that are prepared from now on. */
export function countStatements(sql: DatabaseSync): () => number {
  let count = 0;
  const prepare = sql.prepare.bind(sql);
  sql.prepare = (text: string): StatementSync => {
    const statement = prepare(text);
    for (const name of ['run', 'get', 'all'] as const) {
      const original = statement[name].bind(statement) as (...values: unknown[]) => never;
      statement[name] = (...values: unknown[]) => {
        count += 1;
        const answer: unknown = original(...values);
        if (Array.isArray(answer)) count += answer.length;
        return answer as never;
      };
    }
    return statement;
  };
  return () => count;
}
