/** The other account through whose line the user agreed to call this one's callers back; empty while nobody was asked. */
export const callsThrough = `
ALTER TABLE accounts ADD COLUMN calls_through TEXT NOT NULL DEFAULT '';
`;
