import type { Account } from '../../../shared/contract/account.ts';

export function keepsMessages({ capabilities }: Account): boolean {
  return capabilities.includes('voicemail');
}
