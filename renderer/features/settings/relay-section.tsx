import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { publicNtfyServer, type RelaySettings } from '../../../shared/contract/settings.ts';
import { useSession } from '../../session/session.tsx';
import { useLive } from '../../stores/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { OptionCards } from '../../ui/option-cards.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';
import { useSaveSettings } from './use-save-settings.ts';

const modes: readonly RelaySettings['mode'][] = ['none', 'ntfy', 'embedded', 'standalone'];
const modeHints = {
  none: 'noneHint',
  ntfy: 'ntfyHint',
  embedded: 'embeddedHint',
  standalone: 'standaloneHint',
} as const;

/** How calls come in. Nothing is in force until it is saved, so that a half-typed address breaks nothing. */
export function RelaySection() {
  const { client, api } = useSession();
  const queries = useQueryClient();
  const { t, error } = useWords();
  const stored = useLive((state) => state.settings.relay);
  const [edited, setEdited] = useState<RelaySettings>();
  const relay = edited ?? stored;
  const isServer = relay.mode === 'standalone' || relay.mode === 'ntfy';
  /** Of the server in the fields; leaves the page as soon as it is stored. */
  const [token, setToken] = useState('');
  const storedToken = useQuery(api.settings.relayToken.queryOptions());
  const keepToken = useMutation({
    mutationFn: (next: string) => client.settings.setRelayToken({ token: next }),
    onSuccess(answer) {
      setToken('');
      queries.setQueryData(api.settings.relayToken.queryKey(), answer);
    },
    onError: (thrown) => showToast({ tone: 'miss', text: t('app.notSaved', { problem: error(thrown) }) }),
  });
  const save = useSaveSettings();
  const test = useMutation({
    mutationFn: (settings: RelaySettings) =>
      client.settings.testRelay({ ...settings, ...(token === '' ? {} : { token }) }),
  });
  const change = (part: Partial<RelaySettings>) => {
    setEdited({ ...relay, ...part });
    test.reset();
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(
      { relay },
      {
        onSuccess() {
          setEdited(undefined);
          showToast({ text: t('settings.relay.saved') });
          // After the address, because a token belongs to the server that is in force.
          if (isServer && token !== '') keepToken.mutate(token);
          else void storedToken.refetch();
        },
      },
    );
  };

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <div>
        <h2 className="mb-1.5 px-1 font-semibold text-lg">{t('settings.relay.title')}</h2>
        <p className="max-w-[620px] px-1 text-dim">{t('settings.relay.text')}</p>
      </div>
      <OptionCards
        label={t('settings.relay.mode')}
        value={relay.mode}
        onChange={(mode) => change({ mode })}
        options={modes.map((mode) => ({
          value: mode,
          label: t(`settings.relay.${mode}`),
          hint: t(`settings.relay.${modeHints[mode]}`),
        }))}
      />
      {relay.mode === 'ntfy' && (
        <p className="max-w-[620px] rounded-lg border border-line bg-surface px-3 py-2 text-sm">
          {t('settings.relay.ntfyWarning')}
        </p>
      )}
      {isServer && (
        <Field
          label={t(relay.mode === 'ntfy' ? 'settings.relay.ntfyUrl' : 'settings.relay.url')}
          hint={t(relay.mode === 'ntfy' ? 'settings.relay.ntfyUrlHint' : 'settings.relay.urlHint')}
          placeholder={relay.mode === 'ntfy' ? publicNtfyServer : undefined}
          type="url"
          spellCheck={false}
          maxLength={500}
          value={relay.url}
          onChange={(event) => change({ url: event.target.value })}
        />
      )}
      {relay.mode !== 'none' && (
        <Field
          label={t('settings.relay.publicUrl')}
          hint={t(isServer ? 'settings.relay.publicUrlStandaloneHint' : 'settings.relay.publicUrlEmbeddedHint')}
          type="url"
          spellCheck={false}
          maxLength={500}
          value={relay.publicUrl}
          onChange={(event) => change({ publicUrl: event.target.value })}
        />
      )}
      {isServer && (
        <div className="flex flex-wrap items-start gap-2">
          <Field
            label={t('settings.relay.token')}
            hint={t(
              storedToken.data?.hasToken && edited === undefined
                ? 'settings.relay.tokenStored'
                : 'settings.relay.tokenHint',
            )}
            type="password"
            autoComplete="off"
            spellCheck={false}
            maxLength={500}
            className="flex-1 basis-64"
            value={token}
            onChange={(event) => {
              setToken(event.target.value);
              test.reset();
            }}
          />
          {storedToken.data?.hasToken && (
            <Button className="mt-7" busy={keepToken.isPending} onClick={() => keepToken.mutate('')}>
              {t('settings.relay.tokenForget')}
            </Button>
          )}
        </div>
      )}
      {relay.mode === 'embedded' && (
        <Field
          label={t('settings.relay.port')}
          inputMode="numeric"
          className="w-40"
          value={String(relay.port)}
          onChange={(event) => change({ port: Math.min(65_535, Number(event.target.value.replace(/\D/g, ''))) })}
        />
      )}
      <div className="flex flex-wrap items-center gap-2.5">
        <Button type="submit" variant="primary" disabled={edited === undefined && token === ''} busy={save.isPending}>
          {t('settings.relay.save')}
        </Button>
        {relay.mode !== 'none' && (
          <Button busy={test.isPending} onClick={() => test.mutate(relay)}>
            {t(test.isPending ? 'settings.relay.testing' : 'settings.relay.test')}
          </Button>
        )}
        <p role="status" className="flex min-w-0 items-center gap-1.5">
          {test.isSuccess && (
            <>
              <CircleCheck aria-hidden size={16} className="shrink-0 text-go" />
              {t('settings.relay.ok', { ms: Math.round(test.data.milliseconds) })}
            </>
          )}
          {test.isError && <span className="text-miss">{error(test.error)}</span>}
        </p>
      </div>
    </form>
  );
}
