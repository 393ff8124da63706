import { useQuery, useQueryClient } from '@tanstack/react-query';
import { MoreHorizontal, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { WebButtonOutcome } from '../../../shared/contract/account-tools/web-buttons.ts';
import type { WebButton } from '../../../shared/domain/web-buttons.ts';
import { useSession } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useWords } from '../../words/words.ts';
import { SubjectNote, SubjectText, useSubject } from './subject.tsx';
import type { ToolSectionProps } from './tool-section-props.ts';
import { useChange } from './use-change.ts';
import { WebButtonDialog } from './web-button-dialog.tsx';
import { writePhone } from './web-button-draft.ts';
import { WebButtonPreview } from './web-button-preview.tsx';

/** Buttons by which visitors of a web page call the account. */
export function WebButtonsSection({ account: { id: accountId } }: ToolSectionProps) {
  const { api, client } = useSession();
  const queries = useQueryClient();
  const { t, error } = useWords();
  const input = { accountId, of: useSubject()?.id };
  const { list } = api.accountTools.webButtons;
  const reading = useQuery(list.queryOptions({ input }));
  const [editing, setEditing] = useState<{ received?: WebButton }>();
  const [removing, setRemoving] = useState<WebButton>();
  const tell = ({ buttons, readBack }: WebButtonOutcome) => {
    queries.setQueryData(list.queryKey({ input }), buttons);
    showToast({ text: t(`tools.outcome.${readBack}`), tone: readBack === 'other' ? 'miss' : 'plain' });
  };
  const remove = useChange({
    mutationFn: (id: string) => client.accountTools.webButtons.remove({ ...input, id }),
    onSuccess: tell,
    onError: () => void reading.refetch(),
  });
  return (
    <Panel title={t('tools.webButtons.title')} text={t('tools.webButtons.about')}>
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
          {reading.data.length === 0 && <p className="py-3 text-dim">{t('tools.webButtons.none')}</p>}
          {reading.data.map((received, at) => (
            <WebButtonRow
              key={received.id ?? `at ${at}`}
              received={received}
              onEdit={() => setEditing({ received })}
              onRemove={() => setRemoving(received)}
            />
          ))}
          <div className="py-2.5">
            <Button size="sm" icon={Plus} onClick={() => setEditing({})}>
              {t('tools.webButtons.add')}
            </Button>
          </div>
        </>
      )}
      {editing !== undefined && (
        <WebButtonDialog
          whose={input}
          received={editing.received}
          onClose={() => setEditing(undefined)}
          onReadAnew={() => {
            setEditing(undefined);
            void reading.refetch();
          }}
          onOutcome={(outcome) => {
            setEditing(undefined);
            tell(outcome);
          }}
        />
      )}
      <ConfirmDialog
        open={removing !== undefined}
        onClose={() => setRemoving(undefined)}
        title={t('tools.webButtons.removeTitle')}
        text={<SubjectText text={t('tools.webButtons.removeText')} />}
        confirm={t('tools.webButtons.remove')}
        danger
        busy={remove.isPending}
        onConfirm={() => removing?.id !== undefined && remove.mutateAsync(removing.id)}
      />
    </Panel>
  );
}

interface WebButtonRowProps {
  received: WebButton;
  onEdit(): void;
  onRemove(): void;
}

function WebButtonRow({ received, onEdit, onRemove }: WebButtonRowProps) {
  const { t } = useWords();
  const { id, phone, color, type, text, description, keypad, others } = received;
  const written = phone ? writePhone(phone) : t('tools.untold');
  const facts = [
    description,
    type && t('tools.webButtons.ofType', { type }),
    keypad && t('tools.webButtons.withKeypad'),
  ].filter(Boolean);
  return (
    <div className="flex items-start gap-3 py-2.5">
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-4 gap-y-1.5">
        <WebButtonPreview color={color} text={text} />
        <div className="min-w-0 flex-1 basis-56">
          <p className="break-words tabular-nums">{t('tools.webButtons.calls', { number: written })}</p>
          {facts.length > 0 && <p className="break-words text-dim text-sm">{facts.join(' · ')}</p>}
          {others.length > 0 && (
            <p className="break-words text-dim text-sm">
              {t('tools.asReceived', { fields: others.map(({ name, value }) => `${name}: ${value}`).join(', ') })}
            </p>
          )}
          {id === undefined && <p className="text-dim text-sm">{t('tools.webButtons.noId')}</p>}
        </div>
      </div>
      {id !== undefined && (
        <Menu
          items={[
            { label: t('tools.change'), icon: Pencil, onSelect: onEdit },
            { label: t('tools.webButtons.remove'), icon: Trash2, onSelect: onRemove },
          ]}
        >
          <IconButton
            icon={MoreHorizontal}
            label={t('tools.webButtons.actions', { text: text || written })}
            size="sm"
          />
        </Menu>
      )}
    </div>
  );
}
