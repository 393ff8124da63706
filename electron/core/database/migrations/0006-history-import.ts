/**
 * The part of the past that is still to be read from an account's lists: from `import_from` up to `import_down_to`, of what
 * was to be read up to `import_until`; `import_calls` were read. Nothing is left where they are null.
 */
export const historyImport = `
ALTER TABLE accounts ADD COLUMN import_from INTEGER;
ALTER TABLE accounts ADD COLUMN import_until INTEGER;
ALTER TABLE accounts ADD COLUMN import_down_to INTEGER;
ALTER TABLE accounts ADD COLUMN import_calls INTEGER;

-- what was seen of each line, told without a walk through every call
CREATE INDEX calls_of_lines ON calls (account_id, line, id);
CREATE INDEX calls_unanswered ON calls (account_id, line) WHERE state IN ('missed', 'rejected', 'no-answer');
CREATE INDEX calls_answered_by ON calls (account_id, answered_by) WHERE answered_by IS NOT NULL;
-- the few calls that were heard live, among the many that only stand in lists
CREATE INDEX calls_heard ON calls (account_id, id) WHERE facts IS NOT NULL;
`;
