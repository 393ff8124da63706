import type { ComponentType } from 'react';
import type { Capability } from '../../../shared/contract/account.ts';
import { CabinetSection } from './cabinet-section.tsx';
import { CallerIdsSection } from './caller-ids-section.tsx';
import { ForwardingSection } from './forwarding-section.tsx';
import { MoneySection } from './money-section.tsx';
import { MultiCallbackSection } from './multi-callback-section.tsx';
import { NumbersSection } from './numbers-section.tsx';
import { PartnerAccountsSection } from './partner-accounts-section.tsx';
import { RecordingSection } from './recording-section.tsx';
import { ReportsSection } from './reports-section.tsx';
import { SubAccountsSection } from './sub-accounts-section.tsx';
import type { ToolSectionProps } from './tool-section-props.ts';
import { WebButtonsSection } from './web-buttons-section.tsx';

/** What is shown for what an account can do, in this order. */
const sections: readonly (readonly [Capability, ComponentType<ToolSectionProps>])[] = [
  ['balance', MoneySection],
  ['forwarding', ForwardingSection],
  ['recording-rules', RecordingSection],
  ['caller-ids', CallerIdsSection],
  ['multi-callback', MultiCallbackSection],
  ['web-buttons', WebButtonsSection],
  ['reports', ReportsSection],
  ['sub-accounts', SubAccountsSection],
  ['partner-accounts', PartnerAccountsSection],
  ['cabinet', CabinetSection],
  ['universal-numbers', NumbersSection],
];

export function AccountTools({ account }: ToolSectionProps) {
  return sections.map(
    ([capability, Section]) =>
      account.capabilities.includes(capability) && <Section key={capability} account={account} />,
  );
}
