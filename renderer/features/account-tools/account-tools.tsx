import { useQuery } from '@tanstack/react-query';
import { type ComponentType, useState } from 'react';
import type { Capability } from '../../../shared/contract/account.ts';
import { useSession } from '../../session/session.tsx';
import { CabinetSection } from './cabinet-section.tsx';
import { CallbackGreetingSection } from './callback-greeting-section.tsx';
import { CallerIdsSection } from './caller-ids-section.tsx';
import { ForwardingSection } from './forwarding-section.tsx';
import { MoneySection } from './money-section.tsx';
import { MultiCallbackSection } from './multi-callback-section.tsx';
import { NumbersSection } from './numbers-section.tsx';
import { PartnerAccountsSection } from './partner-accounts-section.tsx';
import { RecordingSection } from './recording-section.tsx';
import { ReportsSection } from './reports-section.tsx';
import { SubAccountsSection } from './sub-accounts-section.tsx';
import { SubjectContext } from './subject.tsx';
import { SubjectSelect } from './subject-select.tsx';
import type { ToolSectionProps } from './tool-section-props.ts';
import { WebButtonsSection } from './web-buttons-section.tsx';

interface ToolSection {
  capability: Capability;
  section: ComponentType<ToolSectionProps>;
  /** What rings phones or makes accounts is ordered for the account itself, and for no other that it may act for. */
  isOwnAlone?: true;
}

/** What is shown for what an account can do, in this order. */
const sections: readonly ToolSection[] = [
  { capability: 'balance', section: MoneySection },
  { capability: 'forwarding', section: ForwardingSection },
  { capability: 'recording-rules', section: RecordingSection },
  { capability: 'caller-ids', section: CallerIdsSection },
  { capability: 'callback-greeting', section: CallbackGreetingSection, isOwnAlone: true },
  { capability: 'multi-callback', section: MultiCallbackSection, isOwnAlone: true },
  { capability: 'web-buttons', section: WebButtonsSection },
  { capability: 'reports', section: ReportsSection },
  { capability: 'sub-accounts', section: SubAccountsSection, isOwnAlone: true },
  { capability: 'partner-accounts', section: PartnerAccountsSection, isOwnAlone: true },
  { capability: 'cabinet', section: CabinetSection },
  { capability: 'universal-numbers', section: NumbersSection, isOwnAlone: true },
];

/** The tools of an account, or of another that it may act for: one choice for all of them, which a visit begins without. */
export function AccountTools({ account }: ToolSectionProps) {
  const { api } = useSession();
  const reading = useQuery(
    api.accountTools.subAccounts.subjects.queryOptions({
      input: { accountId: account.id },
      enabled: account.capabilities.includes('sub-accounts'),
    }),
  );
  const [id, setId] = useState<string>();
  const subject = reading.data?.find((one) => one.id === id);
  return (
    <SubjectContext value={subject}>
      <SubjectSelect reading={reading} subject={subject} onChange={setId} />
      {sections.map(
        ({ capability, section: Section, isOwnAlone }) =>
          account.capabilities.includes(capability) &&
          !(subject !== undefined && isOwnAlone) && (
            <Section key={`${capability} ${subject?.id ?? ''}`} account={account} />
          ),
      )}
    </SubjectContext>
  );
}
