import { useMutation } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { AccountDraft, ProbeResult } from '../../../shared/contract/account.ts';
import { goTo } from '../../app/route.ts';
import { problemOf, useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { useLive } from '../../stores/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { OptionCards } from '../../ui/option-cards.tsx';
import { relayHost } from '../settings/relay-host.ts';
import { StepFrame } from './step-frame.tsx';

interface FoundStepProps {
  draft: AccountDraft;
  probe: ProbeResult;
  onBack(): void;
}

/** What the provider answered, which phone is one's own, and how to hear of calls. */
export function FoundStep({ draft, probe, onBack }: FoundStepProps) {
  const { client } = useSession();
  const { t, error, money } = useWords();
  const relay = useLive((state) => relayHost(state.settings.relay));
  const taken = probe.hook?.state === 'other';
  const [ownNumber, setOwnNumber] = useState('');
  const [hear, setHear] = useState<'webhook' | 'poll'>(relay && !taken ? 'webhook' : 'poll');
  const other = probe.hook?.host ?? '…';

  const connect = useMutation({
    mutationFn: () =>
      client.accounts.connect({
        ...draft,
        label: draft.label || t('accounts.providers.sipnet'),
        ownNumber,
        webhook: hear === 'webhook',
        replaceHook: hear === 'webhook' && taken,
      }),
    onSuccess: () => goTo({ screen: 'calls' }),
  });
  const badNumber = connect.isError && problemOf(connect.error)?.field === 'ownNumber';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!connect.isPending) connect.mutate();
  };

  return (
    <StepFrame at={2} title={t('onboarding.found.title')} onBack={onBack}>
      <form onSubmit={submit} className="flex flex-col gap-5" noValidate>
        <div className="flex items-center gap-3 rounded-xl border border-go-line bg-go-bg px-4 py-3">
          <CircleCheck aria-hidden size={20} className="shrink-0 text-go" />
          <p className="min-w-0 flex-1 truncate font-semibold">{probe.identity}</p>
          {probe.balance && (
            <p>
              <span className="text-dim">{t('onboarding.found.balance')}: </span>
              <b className="font-semibold">{money(probe.balance.amount, probe.balance.currency)}</b>
            </p>
          )}
        </div>
        <Field
          label={t('onboarding.found.own')}
          hint={t('onboarding.found.ownHint')}
          placeholder={t('onboarding.found.ownPlaceholder')}
          type="tel"
          autoFocus
          maxLength={64}
          value={ownNumber}
          onChange={(event) => setOwnNumber(event.target.value)}
          error={badNumber ? error(connect.error) : undefined}
        />
        <OptionCards<'webhook' | 'poll'>
          label={t('onboarding.found.hear')}
          value={hear}
          onChange={setHear}
          options={[
            {
              value: 'webhook',
              label: t('onboarding.found.webhook'),
              hint: !relay
                ? t('onboarding.found.webhookNoRelay')
                : taken
                  ? t('onboarding.found.webhookTaken', { host: other })
                  : t('onboarding.found.webhookHint', { host: relay }),
              disabled: !relay,
            },
            { value: 'poll', label: t('onboarding.found.poll'), hint: t('onboarding.found.pollHint') },
          ]}
        />
        {connect.isError && !badNumber && (
          <p role="alert" className="rounded-lg border border-miss-line bg-miss-bg px-3 py-2 text-miss">
            {error(connect.error)}
          </p>
        )}
        <Button type="submit" variant="primary" size="lg" busy={connect.isPending}>
          {connect.isPending
            ? t('onboarding.found.connecting')
            : hear === 'webhook' && taken
              ? t('onboarding.found.replaceAgree', { host: other })
              : t('onboarding.found.connect')}
        </Button>
      </form>
    </StepFrame>
  );
}
