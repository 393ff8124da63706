import { Phone } from 'lucide-react';
import { useCallback, useEffect, useRef } from 'react';
import { createPart } from '../../parts/part.tsx';
import { type Addressed, goTo } from '../../route/route.ts';
import { useLost } from '../../session/use-lost.ts';
import { useView } from '../../stores/view-store.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { threeColumns, useMediaQuery } from '../../ui/media-query.ts';
import { useRowKeys } from '../../ui/rows.ts';
import { SearchBox } from '../../ui/search-box.tsx';
import { useReading } from '../../ui/use-reading.ts';
import { useWords } from '../../words/words.ts';
import { LiveZone } from '../live/live-zone.tsx';
import { Worklist } from '../missed/worklist.tsx';
import { CallLog } from './call-log.tsx';
import { FilterBar } from './filter-bar.tsx';
import { Imports } from './imports.tsx';
import { NoCurrentCall } from './no-current-call.tsx';
import { useInitialCall } from './use-initial-call.ts';

const CallDetail = createPart(async () => (await import('./call-detail.tsx')).CallDetail);
const VoicemailList = createPart(async () => (await import('./voicemail-list.tsx')).VoicemailList);

/** Home: who calls, whom to call back, what was. */
export function CallsScreen({ callId }: Addressed['calls']) {
  const { t } = useWords();
  const wide = useMediaQuery(threeColumns);
  const { search, messages } = useView();
  const lost = useLost();
  const scroller = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const panelContent = useRef<HTMLDivElement>(null);
  const list = useReading(scroller, content);
  const card = useReading(panel, panelContent);
  useRowKeys(scroller);
  useRowKeys(panel);
  const close = useCallback(() => {
    const row = scroller.current?.querySelector<HTMLElement>('[data-row][aria-current]');
    goTo({ screen: 'calls' });
    // The panel goes with the button in it that was pressed.
    if (panel.current?.contains(document.activeElement)) row?.focus({ preventScroll: true });
  }, []);
  const covered = !wide && callId !== undefined;
  useInitialCall(wide, callId);

  return (
    <div className="grid h-full grid-cols-1 grid-rows-[minmax(0,1fr)] lg:grid-cols-[minmax(0,1fr)_352px] lg:grid-rows-[auto_minmax(0,1fr)] xl:grid-cols-[minmax(0,1fr)_384px]">
      {/* A place of its own, where it moves no row of the list. */}
      {wide && (
        <div className="col-start-2 row-start-1 border-line border-l bg-bg">
          <LiveZone
            held={card.held}
            className="px-3 has-[article]:border-line has-[article]:border-b has-[article]:pt-3"
          />
        </div>
      )}
      <div className="flex min-h-0 min-w-0 flex-col lg:col-start-1 lg:row-span-2 lg:row-start-1">
        <header inert={covered} className={classNames('column', 'flex items-center gap-2.5 py-3')}>
          <h1 className="mr-auto font-semibold text-xl tracking-tight max-sm:sr-only">{t('calls.title')}</h1>
          <SearchBox
            label={t('calls.search')}
            value={search}
            // What is looked for is looked for among all calls.
            onChange={(value) =>
              useView.setState(value === '' ? { search: value } : { search: value, messages: undefined })
            }
          />
          <Button icon={Phone} unable={lost} onClick={() => useView.setState({ dialOpen: true })} aria-keyshortcuts="d">
            {t('callback.dial')}
          </Button>
        </header>
        {!wide && <LiveZone held={list.held} covered={covered} className="column" />}
        <div ref={scroller} inert={covered} className="min-h-0 flex-1 overflow-y-auto">
          <div ref={content}>
            <div className={classNames('column', 'pt-1')}>
              <Imports held={list.reading} />
              {search === '' && <Worklist currentId={callId} reading={list.reading} />}
            </div>
            <div className={classNames('column', 'sticky top-0 z-10 bg-bg')}>
              <FilterBar />
            </div>
            <div className="column">
              {messages === undefined ? (
                <CallLog scroller={scroller} currentId={callId} reading={list.reading} />
              ) : (
                <VoicemailList messages={messages} currentId={callId} />
              )}
            </div>
          </div>
        </div>
      </div>
      <aside
        ref={panel}
        tabIndex={-1}
        aria-label={t('calls.detail.label')}
        className={classNames(
          'min-h-0 overflow-y-auto border-line bg-surface outline-none lg:col-start-2 lg:row-start-2 lg:border-l',
          !wide &&
            (covered
              ? 'absolute inset-0 z-30 animate-slide border-l shadow-float sm:left-auto sm:w-[400px]'
              : 'hidden'),
        )}
      >
        {/* The screen's own title lies under the sheet, out of reach. */}
        {covered && <h1 className="sr-only">{t('calls.detail.label')}</h1>}
        <div ref={panelContent} className="h-full">
          {callId === undefined ? wide && <NoCurrentCall /> : <CallDetail callId={callId} onClose={close} />}
        </div>
      </aside>
      {covered && <SheetFocus panel={panel} onClose={close} />}
    </div>
  );
}

/**
 * The sheet over the list takes the focus, gives it back, and a press beside it closes it. The sheet itself: what is in it
 * may not be read yet, and a button that is focused shows its tip, which takes the first Escape for itself.
 */
function SheetFocus({ panel, onClose }: { panel: { current: HTMLElement | null }; onClose(): void }) {
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus();
    return () => {
      if (before instanceof HTMLElement) requestAnimationFrame(() => before.focus());
    };
  }, [panel]);
  return <div aria-hidden onPointerDown={onClose} className="absolute inset-0 z-20 animate-fade bg-[#0b0a08]/25" />;
}
