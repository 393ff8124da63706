/** What makes recordings more than files: how they are used, how they look, and what was noted in them. */
export const recordingsInDepth = `
-- 1: the user wants it on this disk whatever the quota says
ALTER TABLE recordings ADD COLUMN kept INTEGER NOT NULL DEFAULT 0;
ALTER TABLE recordings ADD COLUMN last_played_at INTEGER;
-- the file left this disk for the quota: not fetched again by itself
ALTER TABLE recordings ADD COLUMN evicted_at INTEGER;

CREATE TABLE waveforms (
  call_id INTEGER PRIMARY KEY REFERENCES recordings(call_id) ON DELETE CASCADE,
  duration_seconds REAL NOT NULL,
  -- one byte a part, 255 is full scale
  peaks BLOB NOT NULL,
  -- from and to of each silence, seconds, as 32-bit floats
  silences BLOB NOT NULL
) STRICT;

CREATE TABLE recording_marks (
  id INTEGER PRIMARY KEY,
  call_id INTEGER NOT NULL REFERENCES calls(id) ON DELETE CASCADE,
  at_seconds REAL NOT NULL,
  text TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX recording_marks_by_call ON recording_marks (call_id, at_seconds);
`;
