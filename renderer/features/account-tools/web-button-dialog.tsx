import { Send } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { WebButtonOutcome } from '../../../shared/contract/account-tools/web-buttons.ts';
import { longestButtonText, type WebButton, type WebButtonFields } from '../../../shared/domain/web-buttons.ts';
import { useSession } from '../../session/session.tsx';
import { useLost } from '../../session/use-lost.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useWords } from '../../words/words.ts';
import { needsReading, SentFailure } from './sent-failure.tsx';
import { SubjectNote, type Whose } from './subject.tsx';
import { useChange } from './use-change.ts';
import { draftOf, readDraft } from './web-button-draft.ts';
import { readColor, WebButtonPreview } from './web-button-preview.tsx';

interface WebButtonDialogProps {
  whose: Whose;
  /** Left out, a new one. */
  received?: WebButton | undefined;
  onClose(): void;
  onReadAnew(): void;
  onOutcome(outcome: WebButtonOutcome): void;
}

const looks = ['phone', 'text', 'color', 'description', 'type', 'keypad'] as const;

/** The form of one button, and under it what is known of how it will look. Sent by one press, once. */
export function WebButtonDialog({ whose, received, onClose, onReadAnew, onOutcome }: WebButtonDialogProps) {
  const { client } = useSession();
  const lost = useLost();
  const { t } = useWords();
  const [draft, setDraft] = useState(() => draftOf(received));
  const { button, faults } = readDraft(draft, received);
  const tool = client.accountTools.webButtons;
  const send = useChange({
    mutationFn: () =>
      received === undefined ? tool.add({ ...whose, button }) : tool.update({ ...whose, before: received, button }),
    onSuccess: onOutcome,
  });
  const untold = received === undefined ? [] : looks.filter((field) => received[field] === undefined);
  const mustRead = send.isError && needsReading(send.error);
  const untouched = draftOf(received);
  const isChanged = Object.keys(draft).some((name) => {
    const field = name as keyof WebButtonFields;
    return draft[field] !== untouched[field];
  });
  const change = (part: Partial<WebButtonFields>) => {
    setDraft({ ...draft, ...part });
    if (!mustRead) send.reset();
  };
  // What is still empty is missing and not wrong.
  const faultOf = (field: 'phone' | 'color' | 'type' | 'text' | 'description') =>
    faults.has(field) && draft[field].trim() !== '' ? t(`tools.webButtons.faults.${field}`) : undefined;
  const close = () => {
    if (!send.isPending) onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (faults.size === 0 && isChanged && !mustRead && !send.isPending) send.mutate();
  };
  return (
    <Dialog
      open
      onClose={close}
      title={received === undefined ? t('tools.webButtons.new') : t('tools.webButtons.edit')}
    >
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <SubjectNote />
        <Field
          label={t('tools.webButtons.phone')}
          hint={t('tools.webButtons.phoneHint')}
          maxLength={200}
          value={draft.phone}
          error={faultOf('phone')}
          onChange={({ target }) => change({ phone: target.value })}
        />
        <Field
          label={t('tools.webButtons.text')}
          maxLength={longestButtonText}
          value={draft.text}
          error={faultOf('text')}
          onChange={({ target }) => change({ text: target.value })}
        />
        <div className="flex items-start gap-2">
          <Field
            label={t('tools.webButtons.color')}
            maxLength={40}
            className="min-w-0 flex-1"
            value={draft.color}
            error={faultOf('color')}
            onChange={({ target }) => change({ color: target.value.trim() })}
          />
          <input
            type="color"
            aria-label={t('tools.webButtons.pick')}
            className="mt-[22px] h-9 w-12 shrink-0 rounded-lg border border-line bg-surface p-1"
            value={readColor(draft.color) ?? '#000000'}
            onChange={({ target }) => change({ color: target.value })}
          />
        </div>
        <Field
          label={t('tools.webButtons.description')}
          hint={t('tools.webButtons.descriptionHint')}
          maxLength={longestButtonText}
          value={draft.description}
          error={faultOf('description')}
          onChange={({ target }) => change({ description: target.value })}
        />
        <Field
          label={t('tools.webButtons.type')}
          hint={t('tools.webButtons.typeHint')}
          inputMode="numeric"
          maxLength={40}
          value={draft.type}
          error={faultOf('type')}
          onChange={({ target }) => change({ type: target.value.trim() })}
        />
        <Switch label={t('tools.webButtons.keypad')} checked={draft.keypad} onChange={(keypad) => change({ keypad })} />
        {untold.length > 0 && (
          <p className="text-accent">
            {t('tools.webButtons.untold', { fields: untold.map((field) => t(`tools.webButtons.${field}`)).join(', ') })}
          </p>
        )}
        <section aria-label={t('tools.webButtons.preview')} className="rounded-xl bg-sunk px-3.5 py-3">
          <WebButtonPreview color={draft.color} text={draft.text} />
          <p className="mt-2 text-dim text-sm">{t('tools.webButtons.previewHint')}</p>
        </section>
        {send.isError && <SentFailure error={send.error} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={close} busy={send.isPending}>
            {t('app.cancel')}
          </Button>
          {mustRead ? (
            <Button variant="primary" onClick={onReadAnew}>
              {t('tools.readAnew')}
            </Button>
          ) : (
            <Button
              type="submit"
              variant="primary"
              icon={Send}
              busy={send.isPending}
              unable={lost}
              disabled={faults.size > 0 || !isChanged}
            >
              {t('lines.change.send')}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
