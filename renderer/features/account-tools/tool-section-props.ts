import type { Account } from '../../../shared/contract/account.ts';

/** What each section of an account's tools is given. */
export interface ToolSectionProps {
  account: Account;
}
