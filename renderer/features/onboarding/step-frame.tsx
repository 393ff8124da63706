import { Bell, ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useWords } from '../../words/words.ts';

interface StepFrameProps {
  title: string;
  text?: string;
  /** Absent on the first page. */
  at?: number;
  of?: number;
  /** Room for a picture beside the form. */
  wide?: boolean;
  /** With the name of the program, on the first page. */
  brand?: boolean;
  onBack?: (() => void) | undefined;
  children: ReactNode;
}

export function StepFrame({ title, text, at, of = 2, wide = false, brand = false, onBack, children }: StepFrameProps) {
  const { t } = useWords();
  return (
    <div className="h-full overflow-y-auto">
      <div
        className={classNames(
          'mx-auto w-full animate-fade px-4 pt-[max(24px,9vh)] pb-8 md:px-8',
          wide ? 'max-w-[880px]' : 'max-w-[560px]',
        )}
      >
        {(onBack || at) && (
          <div className="mb-4 flex h-8 items-center justify-between">
            {onBack ? (
              <Button variant="quiet" icon={ChevronLeft} onClick={onBack} className="-ml-3">
                {t('app.back')}
              </Button>
            ) : (
              <span />
            )}
            {at && <span className="text-faint text-sm">{t('onboarding.step', { at, of })}</span>}
          </div>
        )}
        {brand && (
          <p className="mb-8 flex items-center gap-2.5 font-semibold text-accent text-lg">
            <span aria-hidden className="grid size-9 place-items-center rounded-[10px] bg-accent-solid text-on-accent">
              <Bell size={19} strokeWidth={2.1} />
            </span>
            {t('app.name')}
          </p>
        )}
        <h1 className="text-balance font-semibold text-2xl tracking-tight">{title}</h1>
        {text && <p className="mt-1.5 text-dim text-lg">{text}</p>}
        <div className="mt-6">{children}</div>
      </div>
    </div>
  );
}
