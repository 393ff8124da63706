import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { Field } from '../../../ui/field.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { useWords } from '../../../words/words.ts';

interface SecretFieldProps {
  label: string;
  value: string;
  maxLength: number;
  error?: string | undefined;
  onChange(value: string): void;
}

export function SecretField({ value, error, onChange, ...rest }: SecretFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <Field
        ref={emptyWhenRemoved}
        data-secret
        type={shown ? 'text' : 'password'}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={value}
        error={error}
        onChange={(event) => onChange(event.target.value)}
        {...rest}
      />
      <ShowButton shown={shown} onPress={() => setShown(!shown)} />
    </div>
  );
}

/** Sits in the corner of a secret's field. */
export function ShowButton({ shown, onPress }: { shown: boolean; onPress(): void }) {
  const { t } = useWords();
  return (
    <IconButton
      icon={shown ? EyeOff : Eye}
      size="sm"
      label={t(shown ? 'onboarding.credentials.hide' : 'onboarding.credentials.show')}
      onClick={onPress}
      className="absolute! top-[26px] right-1"
    />
  );
}

/** The page may hold a removed form for long, by the last event that was in it: not with a secret in its field. */
export function emptyWhenRemoved(field: HTMLInputElement | HTMLTextAreaElement | null) {
  return () => {
    if (field) field.value = '';
  };
}
