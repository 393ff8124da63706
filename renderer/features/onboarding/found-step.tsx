import { useMutation } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { Account, AccountDraft, ProbeResult } from '../../../shared/contract/account.ts';
import { cleanToken, readClaims } from '../../../shared/domain/authorization-token.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { goTo } from '../../app/route.ts';
import { problemOf, useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import { useLive } from '../../stores/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { Field, SelectField } from '../../ui/field.tsx';
import { OptionCards } from '../../ui/option-cards.tsx';
import { isSameAddress } from '../accounts/stand.ts';
import { useProvider } from '../accounts/use-provider.ts';
import { relayHost } from '../settings/relay-host.ts';
import { StepFrame } from './step-frame.tsx';

interface FoundStepProps {
  draft: AccountDraft;
  probe: ProbeResult;
  onBack(): void;
  onConnected(account: Account): void;
}

/** What the provider answered, which phone is one's own, and how to hear of calls. */
export function FoundStep({ draft, probe, onBack, onConnected }: FoundStepProps) {
  const { client } = useSession();
  const { t, error, number } = useWords();
  const relay = useLive((state) => relayHost(state.settings.relay));
  const reports = probe.hook !== undefined;
  const taken = probe.hook?.state === 'other';
  const [ownNumber, setOwnNumber] = useState(draft.numbers?.[0] ?? '');
  const [hear, setHear] = useState<'webhook' | 'poll'>(reports && relay && !taken ? 'webhook' : 'poll');
  const other = probe.hook?.host ?? '…';
  const twin = useTwin(draft, probe);

  const connect = useMutation({
    mutationFn: () =>
      client.accounts.connect({
        ...draft,
        label: draft.label || t(`accounts.providers.${draft.provider}`),
        ownNumber,
        webhook: hear === 'webhook',
        replaceHook: hear === 'webhook' && taken,
      }),
    onSuccess: onConnected,
  });
  const badNumber = connect.isError && problemOf(connect.error)?.field === 'ownNumber';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!connect.isPending) connect.mutate();
  };

  // Once it is being connected, the account itself is there, and no twin.
  if (twin && connect.isIdle) {
    return (
      <StepFrame title={t('onboarding.found.twinTitle')} onBack={onBack}>
        <div className="flex flex-col gap-5">
          <Found draft={draft} probe={probe} />
          <p>{t('onboarding.found.twin', { label: twin.label })}</p>
          <Button
            variant="primary"
            size="lg"
            autoFocus
            onClick={() => goTo({ screen: 'settings', section: 'accounts', accountId: twin.id })}
          >
            {t('onboarding.found.twinOpen', { label: twin.label })}
          </Button>
        </div>
      </StepFrame>
    );
  }
  return (
    <StepFrame at={2} of={draft.numbers === undefined ? 2 : 3} title={t('onboarding.found.title')} onBack={onBack}>
      <form onSubmit={submit} className="flex flex-col gap-5" noValidate>
        <Found draft={draft} probe={probe} />
        {draft.numbers === undefined ? (
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
        ) : (
          <SelectField
            label={t('onboarding.found.ownLine')}
            hint={t('onboarding.found.ownLineHint')}
            autoFocus
            value={ownNumber}
            onChange={(event) => setOwnNumber(event.target.value)}
            options={draft.numbers.map((one) => ({ value: one, label: number(parseParty(one)) }))}
          />
        )}
        {reports ? (
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
        ) : (
          <p className="text-dim">{t('onboarding.found.pollOnly')}</p>
        )}
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

/**
 * The account that is there already for the same token: each of the two would make pairs from it, and each new pair ends
 * the other's.
 */
function useTwin(draft: AccountDraft, probe: ProbeResult): Account | undefined {
  const provider = useProvider(draft.provider);
  const accounts = useLive((state) => state.accounts);
  if (draft.credentials.kind !== 'token' || provider === undefined) return undefined;
  return accounts.find(
    (account) =>
      account.provider === draft.provider &&
      account.identity === probe.identity &&
      isSameAddress(account.baseUrl, draft.baseUrl || provider.stands.production),
  );
}

/** Who the provider says this is. */
function Found({ draft, probe }: Pick<FoundStepProps, 'draft' | 'probe'>) {
  const { t, money, date } = useWords();
  const { credentials } = draft;
  const claims = credentials.kind === 'token' ? readClaims(cleanToken(credentials.token)) : undefined;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-xl border border-go-line bg-go-bg px-4 py-3">
      <CircleCheck aria-hidden size={20} className="shrink-0 text-go" />
      <p className="min-w-0 flex-1 truncate font-semibold">
        {claims ? t('onboarding.token.contract', { number: probe.identity }) : probe.identity}
      </p>
      {probe.balance && (
        <p>
          <span className="text-dim">{t('onboarding.found.balance')}: </span>
          <b className="font-semibold">{money(probe.balance.amount, probe.balance.currency)}</b>
        </p>
      )}
      {claims && (
        <p className="text-dim">
          {claims.expiresAt === undefined
            ? t('onboarding.token.noEnd')
            : t('onboarding.token.until', { date: date(claims.expiresAt) })}
        </p>
      )}
    </div>
  );
}
