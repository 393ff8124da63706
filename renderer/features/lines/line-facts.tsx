import type { PbxLineMode, PbxLineSettings } from '../../../shared/domain/hosted-pbx/pbx-line-settings.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useWords } from '../../words/words.ts';
import { FactRow } from './fact-row.tsx';
import { InlineInput } from './inline-input.tsx';
import { SecondsInput } from './seconds-input.tsx';

const modes: readonly PbxLineMode[] = ['phone', 'simple', 'detailed'];

interface LineFactsProps {
  line: PbxLineSettings;
  /** Places of what is wrong. */
  faults: ReadonlySet<string>;
  onChange(line: PbxLineSettings, field?: string): void;
}

/** What holds for the line at every hour, as far as the provider told. */
export function LineFacts({ line, faults, onChange }: LineFactsProps) {
  const { t } = useWords();
  const { name, mode, doNotDisturb, plainPhone } = line;
  if ([name, mode, doNotDisturb, plainPhone].every((fact) => fact === undefined)) return null;
  const wrong = { number: faults.has('plainPhone.number'), seconds: faults.has('plainPhone.dialSeconds') };
  const change = (part: Partial<PbxLineSettings>, field?: string) => onChange({ ...line, ...part }, field);
  return (
    <div className="divide-y divide-line rounded-xl border border-line bg-surface px-3.5 sm:px-4">
      {name !== undefined && (
        <FactRow label={t('lines.name')}>
          {({ id }) => (
            <InlineInput
              id={id}
              maxLength={200}
              value={name}
              wrong={false}
              className="w-full sm:w-[300px]"
              onChange={({ target }) => change({ name: target.value }, 'name')}
            />
          )}
        </FactRow>
      )}
      {doNotDisturb !== undefined && (
        <Switch
          label={t('lines.doNotDisturb')}
          hint={t('lines.doNotDisturbHint')}
          checked={doNotDisturb}
          onChange={(on) => change({ doNotDisturb: on })}
        />
      )}
      {mode !== undefined && (
        <FactRow isGroup label={t('lines.mode')} hint={t(`lines.modeHints.${mode}`)}>
          {() => (
            <Segmented
              label={t('lines.mode')}
              value={mode}
              options={modes.map((one) => ({ value: one, label: t(`lines.modes.${one}`) }))}
              onChange={(next) => change({ mode: next })}
            />
          )}
        </FactRow>
      )}
      {plainPhone !== undefined && (
        <FactRow
          label={t('lines.phoneNumber')}
          hint={mode !== undefined && mode !== 'phone' ? t('lines.phoneUnused') : undefined}
          error={
            [wrong.number && t('lines.faults.number'), wrong.seconds && t('lines.faults.seconds1')]
              .filter(Boolean)
              .join(' ') || undefined
          }
        >
          {({ id, described }) => (
            <span className="flex w-full items-center gap-2 sm:w-auto">
              <InlineInput
                type="tel"
                data-place="plainPhone.number"
                id={id}
                aria-describedby={described}
                maxLength={64}
                value={plainPhone.number}
                wrong={wrong.number}
                className="flex-1 sm:w-[210px]"
                onChange={({ target }) =>
                  change({ plainPhone: { ...plainPhone, number: target.value } }, 'plainPhone.number')
                }
              />
              <SecondsInput
                data-place="plainPhone.dialSeconds"
                aria-label={t('lines.phoneSeconds')}
                aria-describedby={described}
                value={plainPhone.dialSeconds}
                wrong={wrong.seconds}
                onChange={(dialSeconds) =>
                  change({ plainPhone: { ...plainPhone, dialSeconds } }, 'plainPhone.dialSeconds')
                }
              />
            </span>
          )}
        </FactRow>
      )}
    </div>
  );
}
