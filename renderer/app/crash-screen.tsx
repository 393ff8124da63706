import { BellRing, ClipboardCopy, RotateCw } from 'lucide-react';
import { Component, type ReactNode, useState } from 'react';
import { tellPageError } from '../session/page-errors.ts';
import type { Session } from '../session/session.tsx';
import { Button } from '../ui/button.tsx';
import { useLocale, useTranslate } from '../words/i18n.ts';

interface CrashScreenProps {
  client: Session['client'];
  children: ReactNode;
}

/** What is left when rendering itself fails: the program behind the page goes on. */
export class CrashScreen extends Component<CrashScreenProps, { thrown?: unknown; crashed: boolean }> {
  override state: { thrown?: unknown; crashed: boolean } = { crashed: false };

  static getDerivedStateFromError(thrown: unknown) {
    return { thrown, crashed: true };
  }

  override componentDidCatch(thrown: unknown) {
    tellPageError(this.props.client, 'render', thrown);
  }

  override render() {
    const { client, children } = this.props;
    return this.state.crashed ? <Crashed client={client} thrown={this.state.thrown} /> : children;
  }
}

function Crashed({ client, thrown }: { client: Session['client']; thrown: unknown }) {
  const t = useTranslate();
  const locale = useLocale();
  const [copied, setCopied] = useState<'copied' | 'notCopied'>();
  const copy = async () => {
    const text = await reportOf(client, thrown, locale);
    setCopied(
      await navigator.clipboard.writeText(text).then(
        () => 'copied' as const,
        () => 'notCopied' as const,
      ),
    );
  };
  return (
    <main role="alert" className="grid h-full place-items-center p-4">
      <div className="flex max-w-[400px] flex-col items-center text-center">
        <CrackedBell />
        <h1 className="mt-5 font-semibold text-xl">{t('app.crash.title')}</h1>
        <p className="mt-1.5 text-balance text-dim">{t('app.crash.text')}</p>
        <p className="mt-3 flex items-center gap-1.5 text-go text-sm">
          <BellRing aria-hidden size={15} />
          {t('app.crash.goesOn')}
        </p>
        <div className="mt-5 flex flex-wrap justify-center gap-2">
          <Button variant="primary" icon={RotateCw} onClick={() => location.reload()}>
            {t('app.crash.reload')}
          </Button>
          <Button icon={ClipboardCopy} onClick={() => void copy()}>
            {t('app.copyReport')}
          </Button>
        </div>
        <p role="status" className="mt-3 min-h-5 text-dim text-sm">
          {copied && t(copied === 'copied' ? 'app.reportCopied' : 'app.crash.notCopied')}
        </p>
      </div>
    </main>
  );
}

/** Core's own report, which knows what is secret; without a way to core only what the page knows of itself. */
async function reportOf(client: Session['client'], thrown: unknown, locale: 'ru' | 'en'): Promise<string> {
  const name = thrown instanceof Error ? thrown.name : 'Error';
  try {
    return (await client.diagnostics.report({ locale, results: [] })).text;
  } catch {
    return `Perezvon: ${name}, ${new Date().toISOString()}\n`;
  }
}

/** The bell of this program with a crack in it. */
function CrackedBell() {
  return (
    <svg aria-hidden viewBox="0 0 96 96" className="size-24 text-accent" fill="none" stroke="currentColor">
      <circle cx="48" cy="48" r="46" className="fill-accent-bg stroke-none" />
      <g strokeWidth="3.5" strokeLinecap="round" strokeLinejoin="round">
        <path d="M48 20v5M30 62c4-4 5-9 5-18a13 13 0 0 1 26 0c0 9 1 14 5 18Z" className="fill-surface" />
        <path d="M42 68a6.5 6.5 0 0 0 12 0" />
        <path d="m52 34-6 9 6 5-5 8" className="text-miss" stroke="currentColor" />
      </g>
    </svg>
  );
}
