/** Numbers of the contract whose calls are asked for, as a JSON array in E.164; for providers that list by number. */
export const contractNumbers = `
ALTER TABLE accounts ADD COLUMN numbers TEXT NOT NULL DEFAULT '[]';
`;
