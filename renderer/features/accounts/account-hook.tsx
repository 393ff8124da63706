import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Account, HookStatus } from '../../../shared/contract/account.ts';
import { goTo } from '../../route/route.ts';
import { useSession } from '../../session/session.tsx';
import { useLive } from '../../stores/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';

/** An account that has come to hear calls, or does no more, may have got another hook by itself. */
function useOnChange(value: string, run: () => void): void {
  const before = useRef(value);
  useEffect(() => {
    if (before.current === value) return;
    before.current = value;
    run();
  });
}

/** Where the provider reports calls to. What is another system's is replaced only after asking. */
export function AccountHook({ account }: { account: Account }) {
  const { client, api } = useSession();
  const queries = useQueryClient();
  const { t, error } = useWords();
  const relay = useLive((state) => state.settings.relay.mode !== 'none');
  const hook = useQuery(api.accounts.hook.queryOptions({ input: { id: account.id } }));
  useOnChange(account.status.state, () => void hook.refetch());
  const [asking, setAsking] = useState<'replace' | 'clear'>();
  const changed = (status: HookStatus, text: string) => {
    queries.setQueryData(api.accounts.hook.queryKey({ input: { id: account.id } }), status);
    showToast({ text });
  };
  const register = useMutation({
    mutationFn: (replace: boolean) => client.accounts.registerHook({ id: account.id, replace }),
    onSuccess: (status) => changed(status, t('accounts.hook.registered')),
  });
  const clear = useMutation({
    mutationFn: () => client.accounts.clearHook({ id: account.id }),
    onSuccess: (status) => changed(status, t('accounts.hook.cleared')),
  });
  const status = hook.data;
  const host = status?.host ?? '…';
  // What was asked about is told where it was asked.
  const failure = register.variables === false && register.error;

  return (
    <section
      aria-label={t('accounts.hook.title')}
      className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-t px-4 py-2.5"
    >
      <div className="min-w-0 flex-1 basis-64">
        <p className="text-dim text-sm">{t('accounts.hook.title')}</p>
        <p role="status">
          {hook.isPending && t('app.loading')}
          {hook.isError && t('accounts.hook.failed', { problem: error(hook.error) })}
          {status && t(`accounts.hook.${status.state}`, { host })}
        </p>
        {status && status.state !== 'ours' && !relay && (
          <p className="text-dim text-sm">{t('accounts.hook.noRelay')}</p>
        )}
        {failure && (
          <p role="alert" className="text-miss">
            {error(failure)}
          </p>
        )}
      </div>
      {hook.isError && (
        <Button size="sm" onClick={() => void hook.refetch()}>
          {t('app.retry')}
        </Button>
      )}
      {status && status.state !== 'ours' && !relay && (
        <Button size="sm" unable={null} onClick={() => goTo({ screen: 'settings', section: 'calls-in' })}>
          {t('accounts.hook.noRelayAction')}
        </Button>
      )}
      {status?.state === 'none' && relay && (
        <Button size="sm" busy={register.isPending} onClick={() => register.mutate(false)}>
          {t('accounts.hook.register')}
        </Button>
      )}
      {status?.state === 'other' && relay && (
        <Button size="sm" onClick={() => setAsking('replace')}>
          {t('accounts.hook.replace')}
        </Button>
      )}
      {status?.state === 'ours' && (
        <Button size="sm" variant="quiet" onClick={() => setAsking('clear')}>
          {t('accounts.hook.clear')}
        </Button>
      )}
      <ConfirmDialog
        open={asking === 'replace'}
        onClose={() => setAsking(undefined)}
        title={t('accounts.hook.replaceTitle')}
        text={t('accounts.hook.replaceText', { host })}
        confirm={t('accounts.hook.replaceConfirm')}
        busy={register.isPending}
        onConfirm={() => register.mutateAsync(true)}
      />
      <ConfirmDialog
        open={asking === 'clear'}
        onClose={() => setAsking(undefined)}
        title={t('accounts.hook.clearTitle')}
        text={t('accounts.hook.clearText')}
        confirm={t('accounts.hook.clearConfirm')}
        busy={clear.isPending}
        onConfirm={() => clear.mutateAsync()}
      />
    </section>
  );
}
