import { config } from 'zod';

/**
 * Imported before any schema is made. Zod would try whether text may become a script here, and the policy of the page forbids
 * that: the browser would report a violation at every start.
 */
config({ jitless: true });
