/**
 * An index of calls by caller was written with every call, each on another page: more than all else that an import wrote. Now it is
 * a table of its own, to which the calls of an import are brought in the order of their callers (`calls/calls-by-caller.ts`).
 */
export const callsByCaller = `
DROP INDEX calls_by_caller;
CREATE TABLE calls_of_callers (
  caller_id INTEGER NOT NULL,
  call_id INTEGER NOT NULL,
  PRIMARY KEY (caller_id, call_id)
) STRICT, WITHOUT ROWID;
INSERT INTO calls_of_callers SELECT caller_id, id FROM calls ORDER BY caller_id, id;
CREATE TRIGGER calls_removed AFTER DELETE ON calls
  BEGIN DELETE FROM calls_of_callers WHERE caller_id = old.caller_id AND call_id = old.id; END;
CREATE TRIGGER calls_of_another AFTER UPDATE OF caller_id ON calls WHEN new.caller_id <> old.caller_id
  BEGIN UPDATE OR IGNORE calls_of_callers SET caller_id = new.caller_id WHERE caller_id = old.caller_id AND call_id = old.id; END;
-- the days, by their first ids, of which not every call stands in calls_of_callers yet
CREATE TABLE days_to_file (first_id INTEGER PRIMARY KEY) STRICT;
`;
