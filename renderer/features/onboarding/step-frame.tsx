import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWords } from '../../app/words.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';

interface StepFrameProps {
  title: string;
  text?: string;
  /** 1 or 2; absent on the first page. */
  at?: 1 | 2;
  wide?: boolean;
  onBack?: (() => void) | undefined;
  children: ReactNode;
}

export function StepFrame({ title, text, at, wide = false, onBack, children }: StepFrameProps) {
  const { t } = useWords();
  return (
    <div className="h-full overflow-y-auto">
      <div
        className={classNames(
          'mx-auto flex min-h-full w-full animate-fade flex-col justify-center px-4 py-8 md:px-8',
          wide ? 'max-w-[600px]' : 'max-w-[520px]',
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
            {at && <span className="text-faint text-sm">{t('onboarding.step', { at, of: 2 })}</span>}
          </div>
        )}
        <h1 className="text-balance font-semibold text-2xl tracking-tight">{title}</h1>
        {text && <p className="mt-1.5 text-dim text-lg">{text}</p>}
        <div className="mt-6">{children}</div>
      </div>
    </div>
  );
}
