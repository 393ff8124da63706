/** Which of an account's phones are the user's own, as a JSON array of SIP ids; empty means all of them. */
export const ownPhones = `
ALTER TABLE accounts ADD COLUMN own_phones TEXT NOT NULL DEFAULT '[]';
`;
