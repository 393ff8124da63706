/**
 * A call is looked for by any time that it is known by, and beside that of its id only one was kept: of one whose first events were
 * lost and whose next ones came late, the list's own time was the third, and its row made another call of it. Here are all of them,
 * as `calls/match-call.ts` names them.
 */
export const callTimes = `
DROP INDEX calls_begun;
ALTER TABLE calls DROP COLUMN begun_at;
CREATE TABLE call_times (
  at INTEGER NOT NULL,
  call_id INTEGER NOT NULL REFERENCES calls(id) ON DELETE CASCADE,
  PRIMARY KEY (at, call_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX call_times_of_call ON call_times (call_id);
INSERT INTO call_times WITH
  times (call_id, at) AS (
    SELECT id, started_at FROM calls
    UNION ALL SELECT calls.id, value ->> 'startedAt' FROM calls, json_each(iif(json_valid(list_rows), list_rows, '[]'))
      WHERE list_rows IS NOT NULL AND type = 'object'
    UNION ALL SELECT id, facts ->> 'begunAt' FROM calls WHERE facts IS NOT NULL AND json_valid(facts)
    UNION ALL SELECT calls.id, value FROM calls, json_tree(facts, '$.legs') AS heard
      WHERE facts IS NOT NULL AND json_valid(facts) AND heard.path LIKE '$.legs.%.invite' AND heard.key IN ('receivedAt', 'at')
  )
  SELECT DISTINCT CAST(at AS INTEGER), call_id FROM times
  WHERE typeof(at) IN ('integer', 'real') AND abs(at - call_id / 1048576 * 1000 - call_id % 1048576 / 1024) > 5000;
`;
