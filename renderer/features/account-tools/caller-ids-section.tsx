import { useQuery, useQueryClient } from '@tanstack/react-query';
import { MoreHorizontal, Phone, Star, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { CallerId, CallerIds } from '../../../shared/contract/account-tools/caller-ids.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import { useSession } from '../../session/session.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';
import { AddCallerId } from './add-caller-id.tsx';
import { PendingCheck } from './pending-check.tsx';
import { SubjectNote, SubjectText, useSubject } from './subject.tsx';
import type { ToolSectionProps } from './tool-section-props.ts';
import { useChange } from './use-change.ts';

/** The numbers that an account may call from, and the way to prove that one more is one's own. */
export function CallerIdsSection({ account }: ToolSectionProps) {
  const { api, client } = useSession();
  const queries = useQueryClient();
  const { t, error, number: write } = useWords();
  const subject = useSubject();
  const input = { accountId: account.id, of: subject?.id };
  const { read } = api.accountTools.callerIds;
  const reading = useQuery(read.queryOptions({ input }));
  const [removing, setRemoving] = useState<CallerId>();
  const tell = (now: CallerIds) => queries.setQueryData(read.queryKey({ input }), now);
  const setDefault = useChange({
    mutationFn: ({ number }: CallerId) => client.accountTools.callerIds.setDefault({ ...input, number }),
    onSuccess: tell,
    onError: () => void reading.refetch(),
  });
  const remove = useChange({
    mutationFn: ({ number }: CallerId) => client.accountTools.callerIds.remove({ ...input, number }),
    onSuccess: tell,
    onError: () => void reading.refetch(),
  });
  const ringFirst = useChange({
    mutationFn: ({ number }: CallerId) => client.accounts.update({ id: account.id, ownNumber: number }),
    onSuccess: () => showToast({ text: t('tools.callerIds.ringsFirst') }),
  });
  const written = ({ number }: Pick<CallerId, 'number'>) => write(parseParty(number));
  const failure = setDefault.error ?? ringFirst.error;
  const actions = (one: CallerId) => [
    ...(one.isDefault === true
      ? []
      : [{ label: t('tools.callerIds.makeDefault'), icon: Star, onSelect: () => setDefault.mutate(one) }]),
    // Calls are ordered through the account itself.
    ...(subject === undefined
      ? [{ label: t('tools.callerIds.ringFirst'), icon: Phone, onSelect: () => ringFirst.mutate(one) }]
      : []),
    { label: t('tools.callerIds.remove'), icon: Trash2, onSelect: () => setRemoving(one) },
  ];

  return (
    <Panel title={t('tools.callerIds.title')} text={t('tools.callerIds.text')}>
      <SubjectNote />
      {reading.isError ? (
        <div className="flex flex-wrap items-center justify-between gap-2 py-3">
          <p role="alert" className="min-w-0 flex-1 basis-56 text-miss">
            {error(reading.error)}
          </p>
          <Button size="sm" onClick={() => void reading.refetch()}>
            {t('app.retry')}
          </Button>
        </div>
      ) : reading.data === undefined ? (
        <SkeletonRows count={2} inPanel />
      ) : (
        <>
          {reading.data.numbers.length === 0 && <p className="py-3 text-dim">{t('tools.callerIds.none')}</p>}
          {reading.data.numbers.map((one) => (
            <div key={one.number} className="flex min-h-11 items-center gap-2 py-1.5">
              <span className="min-w-0 truncate tabular-nums">{written(one)}</span>
              {one.isDefault === true && <Badge tone="accent">{t('tools.callerIds.default')}</Badge>}
              {one.type !== undefined && (
                <span className="min-w-0 truncate text-dim text-sm">
                  {t('tools.callerIds.type', { type: one.type })}
                </span>
              )}
              <Menu items={actions(one)}>
                <IconButton
                  icon={MoreHorizontal}
                  label={t('tools.callerIds.actions', { number: written(one) })}
                  size="sm"
                  className="ml-auto"
                />
              </Menu>
            </div>
          ))}
          {failure && (
            <p role="alert" className="py-2.5 text-miss">
              {error(failure)}
            </p>
          )}
          {reading.data.check ? (
            <PendingCheck whose={input} check={reading.data.check} onChange={tell} />
          ) : (
            <AddCallerId whose={input} onChange={tell} onUnknown={() => void reading.refetch()} />
          )}
        </>
      )}
      <ConfirmDialog
        open={removing !== undefined}
        onClose={() => setRemoving(undefined)}
        title={t('tools.callerIds.removeTitle', { number: removing ? written(removing) : '' })}
        text={<SubjectText text={t('tools.callerIds.removeText')} />}
        confirm={t('tools.callerIds.remove')}
        danger
        busy={remove.isPending}
        onConfirm={() => removing && remove.mutateAsync(removing)}
      />
    </Panel>
  );
}
