import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { cleanToken, findTokenFault, readClaims } from '../../../../shared/domain/authorization-token.ts';
import { classNames } from '../../../ui/class-names.ts';
import { AreaField } from '../../../ui/field.tsx';
import { useNow } from '../../../ui/now.ts';
import { useWords } from '../../../words/words.ts';
import { emptyWhenRemoved, ShowButton } from './secret-field.tsx';

interface TokenFieldProps {
  value: string;
  error?: string | undefined;
  autoFocus?: boolean | undefined;
  onChange(value: string): void;
}

/**
 * Takes an authorization token as it is copied from the cabinet. It is not shown to who passes by, and yet it can be checked:
 * what it says of itself, and how it ends.
 */
export function TokenField({ value, error, autoFocus, onChange }: TokenFieldProps) {
  const { t, problem } = useWords();
  const now = useNow();
  const [shown, setShown] = useState(false);
  const isEmpty = value.trim() === '';
  const fault = isEmpty ? undefined : findTokenFault(value, now);
  return (
    <div className="relative">
      <AreaField
        ref={emptyWhenRemoved}
        data-secret
        label={t('onboarding.token.label')}
        rows={4}
        maxLength={8000}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus={autoFocus}
        value={value}
        error={error ?? (fault && problem({ code: fault }))}
        hint={isEmpty ? t('onboarding.token.hint') : <TokenFacts token={value} />}
        onChange={(event) => onChange(event.target.value)}
        // Not by `type`, which an area has not: the letters are there, drawn as dots.
        className={classNames('break-all pr-10 font-mono text-sm', !shown && '[-webkit-text-security:disc]')}
      />
      <ShowButton shown={shown} onPress={() => setShown(!shown)} />
    </div>
  );
}

/** What can be compared with the cabinet without showing the whole. */
function TokenFacts({ token }: { token: string }) {
  const { t, date } = useWords();
  const clean = cleanToken(token);
  const claims = readClaims(clean);
  if (claims === undefined) return null;
  const { owner, expiresAt } = claims;
  return (
    <span role="status" className="flex items-start gap-1.5">
      <CircleCheck aria-hidden size={14} className="mt-px shrink-0 text-go" />
      <span>
        {[
          owner && t('onboarding.token.contract', { number: owner }),
          expiresAt === undefined
            ? t('onboarding.token.noEnd')
            : t('onboarding.token.until', { date: date(expiresAt) }),
          t('onboarding.token.tail', { letters: clean.slice(-6) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </span>
  );
}
