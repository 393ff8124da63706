import type { Operation } from '../operation.ts';

/** SIPNET API 2.7.0, 6.1. */
export const balance: Operation = ({ service, subject }) => ({
  balance: subject.balance ?? service.account.balance ?? 0,
  currency: service.account.currency ?? 'RUB',
});
