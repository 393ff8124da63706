/**
 * What a stored file says of itself: its format in engineers' words, and its length where no waveform tells it. What was kept
 * though nothing could play it is a file like any other: the player finds out what the machine can.
 */
export const soundFormats = `
ALTER TABLE recordings ADD COLUMN format TEXT;
ALTER TABLE recordings ADD COLUMN duration_seconds REAL;
UPDATE calls SET recording_state = 'stored'
  WHERE recording_state = 'broken' AND id IN (SELECT call_id FROM recordings WHERE evicted_at IS NULL);
`;
