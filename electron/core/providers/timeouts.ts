/**
 * How long a provider may take to answer, ms, by the retry policy of the request. Lists may take their
 * time; an order keeps a button locked meanwhile.
 */
export const timeouts = { read: 60_000, once: 30_000 };
