import { AddressField } from './address-field.tsx';
import type { ConnectForm } from './connect-form.ts';
import { CredentialsFields } from './credentials-fields.tsx';
import { EnvironmentField } from './environment-field.tsx';
import { EnvironmentProblem } from './environment-problem.tsx';
import { NumbersField } from './numbers-field.tsx';
import { TimeZoneField } from './time-zone-field.tsx';

// Each shows itself where the provider asks for it; in which order, and what is folded away, is the form's own.

interface PartProps {
  form: ConnectForm;
}

export function SecretPart({ form, autoFocus }: PartProps & { autoFocus?: boolean }) {
  const { provider, secret, setSecret, saidAt } = form;
  return (
    <CredentialsFields
      provider={provider.id}
      kinds={provider.credentialKinds}
      draft={secret}
      onChange={setSecret}
      error={saidAt('credentials')}
      autoFocus={autoFocus}
    />
  );
}

export function NumbersPart({ form }: PartProps) {
  const { provider, numbers, setNumbers, saidAt } = form;
  if (provider.numberSource !== 'typed') return null;
  return <NumbersField draft={numbers} onChange={setNumbers} error={saidAt('numbers')} />;
}

/** Where a provider has several environments, which of them it is. `onSwitched`: the one that the problem named was taken. */
export function EnvironmentPart({ form, onSwitched }: PartProps & { onSwitched?(): void }) {
  const { provider, baseUrl, setBaseUrl, problem, place, said } = form;
  const { environments } = provider;
  if (environments.test === undefined) return null;
  return (
    <EnvironmentField
      environments={environments}
      baseUrl={baseUrl}
      onChange={setBaseUrl}
      error={
        place === 'environment' && (
          <EnvironmentProblem
            environments={environments}
            problem={problem}
            said={said}
            onSwitch={(next) => {
              setBaseUrl(next);
              onSwitched?.();
            }}
          />
        )
      }
    />
  );
}

/** Where there is one environment, its address: somebody may be told another. */
export function AddressPart({ form }: PartProps) {
  const { provider, baseUrl, setBaseUrl, saidAt } = form;
  if (provider.environments.test !== undefined) return null;
  return <AddressField value={baseUrl} onChange={setBaseUrl} error={saidAt('environment')} />;
}

export function TimeZonePart({ form }: PartProps) {
  const { provider, timeZone, setTimeZone } = form;
  if (provider.timeZone === undefined) return null;
  return <TimeZoneField timeZone={timeZone} onChange={setTimeZone} />;
}
