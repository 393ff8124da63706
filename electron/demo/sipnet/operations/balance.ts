import type { Operation } from '../service.ts';

/** Seed: SIPNET 6.1. */
export const balance: Operation = ({ service }) => ({
  balance: service.account.balance ?? 0,
  currency: service.account.currency ?? 'RUB',
});
