/** Numbers that a provider lists and whose calls the user does not want to see: what is neither of these nor watched is new. */
export const leftOutNumbers = `
ALTER TABLE accounts ADD COLUMN left_out TEXT NOT NULL DEFAULT '[]';
`;
