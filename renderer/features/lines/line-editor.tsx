import { ArrowLeft, Redo2, RefreshCw, Send, TriangleAlert, Undo2 } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { findLineFaults, type LineFault } from '../../../shared/domain/hosted-pbx/pbx-line-faults.ts';
import type { PbxLineSettings } from '../../../shared/domain/hosted-pbx/pbx-line-settings.ts';
import { formatRoute } from '../../route/route.ts';
import { useLost } from '../../session/use-lost.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { IconButton, IconLink } from '../../ui/icon-button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useWords } from '../../words/words.ts';
import { describeChanges, profileTitle } from './change-words.ts';
import { LineFacts } from './line-facts.tsx';
import { LineHistory } from './line-history.tsx';
import { withProfile } from './line-parts.ts';
import { ProfileEditor } from './profile-editor.tsx';
import { ReviewDialog } from './review-dialog.tsx';
import { type LineEditing, useLineEdit } from './use-line-edit.ts';

interface LineEditorProps {
  accountId: string;
  line: PbxLineSettings;
  title: string;
  /** The number, where the title is a name. */
  subtitle: string;
  /** Whether the list of lines is a step back and not beside it. */
  isAlone: boolean;
  isReading: boolean;
  onReload(): void;
}

/** Everything that one line can be set to. Nothing is sent until it was reviewed. */
export function LineEditor({ accountId, line, title, subtitle, isAlone, isReading, onReload }: LineEditorProps) {
  const lost = useLost();
  const { t } = useWords();
  const editing = useLineEdit(accountId, line);
  const { before, now, edited, change, isEdited } = editing;
  const root = useRef<HTMLDivElement>(null);
  const [profileId, setProfileId] = useState<string>();
  const [isTried, setTried] = useState(false);
  const [isReviewed, setReviewed] = useState(false);
  const [isSought, setSought] = useState(false);
  const faults = useMemo(() => findLineFaults(now), [now]);
  const shown = isTried ? faults : faults.filter((fault) => !isUnfilled(now, fault));
  const groups = isEdited ? describeChanges(before, edited, t) : [];
  const profile = now.profiles.find(({ id }) => id === profileId) ?? now.profiles[0];

  useEffect(() => {
    if (!isSought) return;
    const places = new Set(faults.map(({ place }) => place.join('.')));
    const [first] = [...(root.current?.querySelectorAll<HTMLElement>('[data-place]') ?? [])].filter(({ dataset }) =>
      places.has(dataset.place ?? ''),
    );
    first?.scrollIntoView({ block: 'center' });
    first?.focus({ preventScroll: true });
    setSought(false);
  }, [isSought, faults]);
  const showFirstFault = () => {
    setTried(true);
    const isHere = faults.some(({ place }) => place[0] !== 'profiles' || place[1] === profile?.id);
    if (!isHere) setProfileId(faults[0]?.place[1]);
    setSought(true);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const isTyping = event.target instanceof HTMLInputElement && event.target.type !== 'checkbox';
    if (isTyping || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    if (event.code === 'KeyZ' && !event.shiftKey) editing.undo();
    else if (event.code === 'KeyY' || event.code === 'KeyZ') editing.redo();
    else return;
    event.preventDefault();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys that work wherever in it the focus is
    <div ref={root} onKeyDown={onKeyDown} className="flex h-full min-h-0 flex-col">
      <header className="flex items-center gap-2 px-3 py-3 md:px-7">
        {isAlone && <IconLink icon={ArrowLeft} label={t('lines.back')} href={formatRoute({ screen: 'lines' })} />}
        <div className="mr-auto min-w-0">
          <h2 className="truncate font-semibold text-xl tracking-tight">{title}</h2>
          {subtitle !== '' && <p className="truncate text-dim text-sm">{subtitle}</p>}
        </div>
        <IconButton
          icon={Undo2}
          label={t('lines.undo')}
          keys="Ctrl Z"
          aria-disabled={!editing.canUndo}
          onClick={editing.undo}
        />
        <IconButton
          icon={Redo2}
          label={t('lines.redo')}
          keys="Ctrl Y"
          aria-disabled={!editing.canRedo}
          onClick={editing.redo}
        />
        <IconButton icon={RefreshCw} label={t('lines.reload')} disabled={isReading} unable={lost} onClick={onReload} />
      </header>
      {editing.isBehind && <Behind editing={editing} />}
      <div className="min-h-0 flex-1 overflow-y-auto px-3 pt-1 pb-8 md:px-7">
        <div className="flex max-w-[900px] flex-col gap-4">
          <LineFacts line={now} faults={new Set(shown.map(({ place }) => place.join('.')))} onChange={change} />
          {now.mode === 'phone' && <p className="px-1 text-dim">{t('lines.weekUnused')}</p>}
          {profile && now.profiles.length > 1 && (
            <Segmented
              label={t('lines.profiles')}
              value={profile.id}
              options={now.profiles.map((one) => ({
                value: one.id,
                label: [profileTitle(now, one, t), one.isActive === false && t('lines.off')]
                  .filter(Boolean)
                  .join(' · '),
              }))}
              onChange={setProfileId}
            />
          )}
          {profile && (
            <ProfileEditor
              key={profile.id}
              profile={profile}
              faults={shown}
              onChange={(next, field) => change(withProfile(now, profile.id, next), field)}
            />
          )}
          <LineHistory accountId={accountId} line={line} onRestore={(settings) => change(settings)} />
        </div>
      </div>
      {isEdited && (
        <EditBar
          changes={groups.reduce((sum, group) => sum + group.changes.length, 0)}
          faults={shown.length}
          onReview={() => (faults.length > 0 ? showFirstFault() : setReviewed(true))}
          onShowFault={showFirstFault}
          onDiscard={editing.discard}
        />
      )}
      <ReviewDialog open={isReviewed} onClose={() => setReviewed(false)} groups={groups} editing={editing} />
    </div>
  );
}

/** A new number that nobody has typed yet is told of only when it is about to be sent. */
function isUnfilled(line: PbxLineSettings, { kind, place }: LineFault): boolean {
  const [, profileId, , blockId, , index] = place;
  const block = line.profiles.find(({ id }) => id === profileId)?.blocks.find(({ id }) => id === blockId);
  return kind === 'number' && block?.numbers[Number(index)]?.number === '';
}

function Behind({ editing: { rebase } }: { editing: LineEditing }) {
  const lost = useLost();
  const { t } = useWords();
  return (
    <Banner
      icon={TriangleAlert}
      tone="accent"
      action={
        <Button size="sm" icon={RefreshCw} busy={rebase.isPending} unable={lost} onClick={() => rebase.mutate()}>
          {t('lines.change.rebase')}
        </Button>
      }
    >
      {t('lines.change.meanwhile')}
    </Banner>
  );
}

interface EditBarProps {
  changes: number;
  faults: number;
  onReview(): void;
  onShowFault(): void;
  onDiscard(): void;
}

/** There for as long as something is not sent. */
function EditBar({ changes, faults, onReview, onShowFault, onDiscard }: EditBarProps) {
  const { t } = useWords();
  const [isAsked, setAsked] = useState(false);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-t bg-surface px-3 py-2.5 md:px-7">
      <p role="status" className="mr-auto min-w-0">
        {faults === 0 ? (
          t('lines.change.count', { count: changes })
        ) : (
          <span className="flex items-center gap-2 text-miss">
            <TriangleAlert aria-hidden size={15} className="shrink-0" />
            {t('lines.faults.count', { count: faults })}
          </span>
        )}
      </p>
      {faults > 0 && (
        <Button size="sm" variant="quiet" onClick={onShowFault}>
          {t('lines.faults.show')}
        </Button>
      )}
      <Button variant="quiet" onClick={() => setAsked(true)}>
        {t('lines.change.discard')}
      </Button>
      <Button variant="primary" icon={Send} onClick={onReview}>
        {t('lines.change.review')}
      </Button>
      <ConfirmDialog
        open={isAsked}
        onClose={() => setAsked(false)}
        danger
        title={t('lines.change.discardTitle')}
        text={t('lines.change.discardText')}
        confirm={t('lines.change.discard')}
        busy={false}
        onConfirm={() => {
          setAsked(false);
          onDiscard();
        }}
      />
    </div>
  );
}
