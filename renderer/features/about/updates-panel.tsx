import type { ProgramUpdate, UpdateChoice } from '../../../shared/contract/program-update.ts';
import { updateChoice } from '../../../shared/contract/program-update.ts';
import { useLive } from '../../stores/live-store.ts';
import { Button } from '../../ui/button.tsx';
import { LongText } from '../../ui/long-text.tsx';
import { useNow } from '../../ui/now.ts';
import { OptionCards } from '../../ui/option-cards.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import type { WordKey } from '../../words/translate.ts';
import { useWords } from '../../words/words.ts';
import { useSaveSettings } from '../settings/use-save-settings.ts';
import { type UpdateAction, useLineBusy, useUpdateAction } from './use-update-actions.ts';

/** Newer versions of the program: what is known of one, and what the user wants done about it. */
export function UpdatesPanel() {
  const { t } = useWords();
  const update = useLive((state) => state.programUpdate);
  const choice = useLive((state) => state.settings.programUpdates);
  const save = useSaveSettings();
  if (update.kind === 'off') {
    return (
      <Panel title={t('about.updates.title')}>
        <p className="py-3">{t(`about.updates.off.${update.reason}`)}</p>
      </Panel>
    );
  }
  return (
    <>
      <Panel title={t('about.updates.title')} text={t('about.updates.never')}>
        <State update={update} />
        {'release' in update && update.release && update.release.notes !== '' && (
          <div className="py-3">
            <p className="mb-1.5 font-medium">{t('about.updates.notes', { version: update.release.version })}</p>
            <LongText
              label={t('about.updates.notes', { version: update.release.version })}
              text={update.release.notes}
              prose
            />
          </div>
        )}
      </Panel>
      <div className="mb-5">
        <OptionCards<UpdateChoice>
          label={t('about.updates.choice')}
          value={choice}
          onChange={(value) => save.mutate({ programUpdates: value })}
          options={updateChoice.options.map((value) => ({
            value,
            label: t(`about.updates.choices.${value}`),
            hint: t(`about.updates.choiceHints.${value}`),
          }))}
        />
      </div>
    </>
  );
}

function wordOf({ kind }: Shown, offered: UpdateAction): WordKey {
  if (kind === 'failed') return 'about.updates.again';
  return offered === 'restart' ? 'app.update.restart' : `about.updates.${offered}`;
}

type Shown = Exclude<ProgramUpdate, { kind: 'off' }>;

function State({ update }: { update: Shown }) {
  const { t } = useWords();
  const action = useUpdateAction();
  const busy = useLineBusy();
  const offered = offeredAction(update);
  const waits = busy && (offered === 'download' || offered === 'restart');
  return (
    <div className="flex min-h-12 flex-wrap items-center justify-between gap-x-3 gap-y-2 py-2.5">
      <div role="status" className="min-w-0 flex-1 basis-60">
        <Words update={update} />
        {waits && <p className="text-dim text-sm">{t('about.updates.afterCall')}</p>}
      </div>
      {offered !== undefined && (
        <Button
          variant={offered === 'restart' ? 'primary' : 'plain'}
          size="sm"
          disabled={waits}
          busy={action.isPending}
          onClick={() => action.mutate(offered)}
        >
          {t(wordOf(update, offered))}
        </Button>
      )}
      {update.kind === 'downloading' && (
        <div className="w-full">
          <ProgressBar
            label={t('app.update.state.downloading', { version: update.release.version })}
            share={update.share}
          />
        </div>
      )}
    </div>
  );
}

/** What the user may want next. */
function offeredAction(update: Shown): UpdateAction | undefined {
  switch (update.kind) {
    case 'idle':
      return 'check';
    case 'available':
      return 'download';
    case 'ready':
      return 'restart';
    case 'failed':
      return update.during;
    default:
      return undefined;
  }
}

function Words({ update }: { update: Shown }) {
  const { t, spoken, percent } = useWords();
  const now = useNow();
  switch (update.kind) {
    case 'idle':
      return update.checkedAt === undefined
        ? t('app.update.state.idle')
        : t('app.update.state.newest', { when: spoken(update.checkedAt, now) });
    case 'checking':
      return t('app.update.state.checking');
    case 'failed':
      return (
        <>
          <p>{t(`about.updates.failed.${update.during}`, { version: update.release?.version ?? '' })}</p>
          <p className="text-dim text-sm">{t(`about.updates.problems.${update.problem}`)}</p>
        </>
      );
    case 'downloading':
      return `${t('app.update.state.downloading', { version: update.release.version })}: ${percent(update.share)}`;
    case 'ready':
      return (
        <>
          <p className="font-medium">{t('app.update.state.ready', { version: update.release.version })}</p>
          <p className="text-dim text-sm">{t('about.updates.readyHint')}</p>
        </>
      );
    default:
      return t(`app.update.state.${update.kind}`, { version: update.release.version });
  }
}
