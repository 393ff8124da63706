/** What was typed is not understood; the message is for the person who typed it. */
export class UsageError extends Error {}
