import { Send } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { SettingOutcome } from '../../../shared/contract/account-tools/setting.ts';
import { problemOf } from '../../session/session.tsx';
import { useLost } from '../../session/use-lost.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useWords } from '../../words/words.ts';
import { ChangeList } from '../lines/change-list.tsx';
import { needsReading, SentFailure } from './sent-failure.tsx';
import type { SettingEdit, SettingTool } from './setting-tool.ts';
import { SubjectNote } from './subject.tsx';
import { useChange } from './use-change.ts';

interface SettingDialogProps<Received, Edited extends Received, Draft> {
  tool: SettingTool<Received, Edited, Draft>;
  edit: SettingEdit<Received>;
  clearing: string;
  onClose(): void;
  onOutcome(outcome: SettingOutcome<Received>): void;
}

/** The form, under it what will change in words, and what became of it. Sent by one press, once. */
export function SettingDialog<Received, Edited extends Received, Draft>(
  props: SettingDialogProps<Received, Edited, Draft>,
) {
  const { tool, edit, clearing, onClose, onOutcome } = props;
  const { t, error } = useWords();
  const lost = useLost();
  const { draftOf, read, Fields } = tool.form;
  const { before } = edit;
  const start = edit.kind === 'form' ? edit.start : before;
  const [draft, setDraft] = useState(() => draftOf(start));
  const isClearing = edit.kind === 'clear';
  const edited = isClearing ? undefined : read(draft, start);
  const send = useChange({
    mutationFn: () => {
      if (isClearing) return tool.clear(before);
      if (edited === undefined) throw new Error('nothing whole to send');
      return tool.save(before, edited);
    },
    onSuccess: onOutcome,
  });
  const mustRead = send.isError && needsReading(send.error);
  const field = send.isError ? problemOf(send.error)?.field : undefined;
  const changes = edited === undefined ? [] : tool.changes(before, edited);
  const refused = field === undefined ? undefined : { field, said: error(send.error) };
  const fields = useRef<HTMLDivElement>(null);
  const buttons = useRef<HTMLDivElement>(null);
  const { error: failure } = send;
  useEffect(() => {
    if (failure === null) return;
    // Once what it stands in is open; it may be far above the button that was pressed, and what is said of no field below it.
    requestAnimationFrame(() => {
      const wrong = fields.current?.querySelector<HTMLElement>('[aria-invalid=true]');
      if (wrong) wrong.focus();
      else buttons.current?.scrollIntoView({ block: 'nearest' });
    });
  }, [failure]);
  const close = () => {
    if (!send.isPending) onClose();
  };
  const change = (next: Draft) => {
    setDraft(next);
    // What was refused is not what stands there now.
    if (refused !== undefined) send.reset();
  };
  return (
    <Dialog open onClose={close} title={isClearing ? clearing : tool.title} text={isClearing && t('tools.clearText')}>
      <SubjectNote />
      {!isClearing && (
        <div ref={fields}>
          <Fields start={start} draft={draft} refused={refused} onChange={change} />
        </div>
      )}
      {changes.length > 0 && (
        <section aria-label={t('lines.change.title')} className="mt-4 rounded-xl bg-sunk px-3.5 py-2.5">
          <ChangeList groups={[{ title: t('lines.change.title'), changes }]} />
        </section>
      )}
      {send.isError && <SentFailure error={send.error} />}
      <p role="status" className="mt-3 text-dim text-sm empty:hidden">
        {send.isPending ? t('lines.change.sending') : !isClearing && edited && changes.length === 0 && t('tools.same')}
      </p>
      <div ref={buttons} className="mt-4 flex scroll-mb-5 flex-wrap justify-end gap-2">
        <Button onClick={close} busy={send.isPending}>
          {t('app.cancel')}
        </Button>
        {mustRead ? (
          <Button
            variant="primary"
            onClick={() => {
              void tool.reading.refetch();
              void tool.history.refetch();
              onClose();
            }}
          >
            {t('tools.readAnew')}
          </Button>
        ) : (
          <Button
            variant={isClearing ? 'danger' : 'primary'}
            icon={Send}
            busy={send.isPending}
            unable={lost}
            disabled={!isClearing && changes.length === 0}
            onClick={() => send.mutate()}
          >
            {isClearing ? clearing : t('lines.change.send')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
