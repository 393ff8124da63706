import { useMutation } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import type { Account, DraftProbe } from '../../../shared/contract/account.ts';
import { publicNtfyServer, type RelaySettings } from '../../../shared/contract/settings.ts';
import { goTo } from '../../route/route.ts';
import { problemOf, useSession } from '../../session/session.tsx';
import { useLost } from '../../session/use-lost.ts';
import { useLive } from '../../stores/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { OptionCards } from '../../ui/option-cards.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';
import { isSameAddress } from '../accounts/connect/environment.ts';
import { OwnNumberField } from '../accounts/connect/own-number-field.tsx';
import { useProvider } from '../accounts/connect/use-provider.ts';
import { type WatchedNumber, WatchField, watchChoiceOf } from '../accounts/connect/watch-field.tsx';
import { relayHost } from '../settings/relay-host.ts';
import { StepFrame } from './step-frame.tsx';
import type { TriedDraft } from './tried-draft.ts';

interface FoundStepProps {
  draft: TriedDraft;
  probe: DraftProbe;
  onBack(): void;
  /** Only while this step shows. `isNewWay`: how calls come in was chosen here, and nothing came along it yet. */
  onConnected(account: Account, isNewWay: boolean): void;
}

/** What the provider answered, which phone is one's own, and how to hear of calls. */
export function FoundStep({ draft, probe, onBack, onConnected }: FoundStepProps) {
  const { client } = useSession();
  const lost = useLost();
  const { t, error } = useWords();
  const stored = useLive((state) => state.settings.relay);
  const relay = relayHost(stored);
  const [ntfyUrl, setNtfyUrl] = useState('');
  const ntfy: RelaySettings = { ...stored, mode: 'ntfy', url: ntfyUrl.trim(), publicUrl: '' };
  const reports = probe.hook !== undefined;
  const taken = probe.hook?.state === 'other';
  const [ownNumber, setOwnNumber] = useState(draft.numbers?.[0] ?? '');
  const [hear, setHear] = useState<'webhook' | 'poll'>(reports && relay && !taken ? 'webhook' : 'poll');
  const other = probe.hook?.host ?? '…';
  const twin = useTwin(draft, probe);
  const { capabilities = [] } = useProvider(draft.provider) ?? {};
  const [listed, setListed] = useState<readonly WatchedNumber[]>(() =>
    (probe.numbers ?? []).map((number) => ({ number, isWatched: true, isNew: false, name: '' })),
  );
  const watch = watchChoiceOf(listed);

  const connectAccount = () =>
    client.accounts.connect({
      draft: probe.draft,
      label: draft.label || t(`accounts.providers.${draft.provider}`),
      ownNumber,
      webhook: hear === 'webhook',
      replaceHook: hear === 'webhook' && taken,
      ...(probe.numbers === undefined ? {} : { watch }),
    });
  /** There was no way for calls to come in: it is chosen with the account, and not kept where that fails. */
  const isNewWay = hear === 'webhook' && relay === undefined;
  const form = useRef<HTMLFormElement>(null);
  const connect = useMutation({
    async mutationFn() {
      if (isNewWay) await client.settings.update({ relay: ntfy });
      try {
        return { account: await connectAccount(), isNewWay };
      } catch (thrown) {
        if (isNewWay) await client.settings.update({ relay: stored });
        throw thrown;
      }
    },
    onSuccess({ account, isNewWay: isNew }) {
      // As it was when it was sent: by now there is a way.
      if (form.current !== null) onConnected(account, isNew);
      // Who went elsewhere meanwhile stays there.
      else showToast({ text: t('onboarding.found.connected', { label: account.label }) });
    },
    onError(thrown) {
      if (form.current === null) showToast({ text: error(thrown), tone: 'miss' });
    },
  });
  const badNumber = connect.isError && problemOf(connect.error)?.field === 'ownNumber';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!connect.isPending && watch !== undefined) connect.mutate();
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
    <StepFrame
      at={2}
      of={capabilities.includes('webhook') && !isNewWay ? 2 : 3}
      title={t('onboarding.found.title')}
      onBack={onBack}
    >
      <form ref={form} onSubmit={submit} className="flex flex-col gap-5" noValidate>
        <Found draft={draft} probe={probe} />
        {probe.numbers?.length === 0 && <p className="text-miss">{t('onboarding.found.noNumbers')}</p>}
        {listed.length > 0 && (
          <div>
            <p className="font-medium">{t('onboarding.found.numbers', { count: listed.length })}</p>
            <WatchField numbers={listed} onChange={setListed} />
            <p role={watch === undefined ? 'alert' : undefined} className="mt-1 text-dim text-sm">
              {watch === undefined
                ? t('accounts.watch.none')
                : t(watch.leftOut.length === 0 ? 'onboarding.found.numbersHint' : 'accounts.watch.some')}
            </p>
          </div>
        )}
        {capabilities.includes('callback') && (
          <OwnNumberField
            numbers={draft.numbers}
            label={t(draft.numbers === undefined ? 'onboarding.found.own' : 'onboarding.found.ownLine')}
            hint={t(draft.numbers === undefined ? 'onboarding.found.ownHint' : 'onboarding.found.ownLineHint')}
            placeholder={t('onboarding.found.ownPlaceholder')}
            autoFocus
            value={ownNumber}
            onChange={setOwnNumber}
            error={badNumber ? error(connect.error) : undefined}
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
                hint: taken
                  ? t('onboarding.found.webhookTaken', { host: other })
                  : t('onboarding.found.webhookHint', { host: relay ?? relayHost(ntfy) ?? '…' }),
              },
              { value: 'poll', label: t('onboarding.found.poll'), hint: t('onboarding.found.pollHint') },
            ]}
          />
        ) : (
          <p className="text-dim">{t('onboarding.found.pollOnly')}</p>
        )}
        {isNewWay && (
          <div className="flex flex-col gap-3 rounded-xl border border-line px-4 py-3">
            {ntfyUrl.trim() === '' && <p>{t('onboarding.found.ntfy')}</p>}
            <details className="group">
              <summary className="w-fit rounded px-1 text-dim hover:text-text">
                {t('onboarding.found.ntfyOther')}
              </summary>
              <div className="mt-3 flex flex-col gap-2">
                <Field
                  label={t('settings.relay.ntfyUrl')}
                  hint={t('settings.relay.ntfyUrlHint')}
                  type="url"
                  spellCheck={false}
                  maxLength={500}
                  placeholder={publicNtfyServer}
                  value={ntfyUrl}
                  onChange={(event) => setNtfyUrl(event.target.value)}
                />
                <p className="text-dim text-sm">{t('onboarding.found.ownRelay')}</p>
              </div>
            </details>
          </div>
        )}
        {connect.isError && !badNumber && (
          <p role="alert" className="rounded-lg border border-miss-line bg-miss-bg px-3 py-2 text-miss">
            {error(connect.error)}
          </p>
        )}
        {/* With nothing to choose, the way on is all there is. */}
        <Button
          type="submit"
          variant="primary"
          size="lg"
          busy={connect.isPending}
          unable={lost}
          disabled={watch === undefined}
          autoFocus={!capabilities.includes('callback')}
        >
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
function useTwin(draft: TriedDraft, probe: DraftProbe): Account | undefined {
  const provider = useProvider(draft.provider);
  const accounts = useLive((state) => state.accounts);
  if (draft.secret.kind !== 'token' || provider === undefined) return undefined;
  return accounts.find(
    (account) =>
      account.provider === draft.provider &&
      account.identity === probe.identity &&
      isSameAddress(account.baseUrl, draft.baseUrl || provider.environments.production),
  );
}

/** Who the provider says this is. */
function Found({ draft, probe }: Pick<FoundStepProps, 'draft' | 'probe'>) {
  const { t, money, date } = useWords();
  const { claims } = draft.secret;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-xl border border-go-line bg-go-bg px-4 py-3">
      <CircleCheck aria-hidden size={20} className="shrink-0 text-go" />
      <p className="min-w-0 flex-1 truncate font-semibold">
        {claims
          ? t('onboarding.token.contract', { number: probe.identity })
          : probe.identity || t(`accounts.providers.${draft.provider}`)}
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
