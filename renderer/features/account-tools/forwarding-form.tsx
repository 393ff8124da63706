import {
  conditionsOf,
  type ForwardingCondition,
  type ForwardingRules,
  forwardingModes,
} from '../../../shared/domain/forwarding.ts';
import { Field, SelectField } from '../../ui/field.tsx';
import { OptionCards } from '../../ui/option-cards.tsx';
import { useWords } from '../../words/words.ts';
import { draftOf, type ForwardingDraft, readDraft, type TargetDraft } from './forwarding-draft.ts';
import type { SettingForm } from './setting-tool.ts';

interface ForwardingFieldsProps {
  start: ForwardingRules;
  draft: ForwardingDraft;
  onChange(draft: ForwardingDraft): void;
}

const destinations = ['nowhere', 'voicemail', 'address'] as const;

export const forwardingForm: SettingForm<ForwardingRules, ForwardingRules, ForwardingDraft> = {
  draftOf,
  read(draft, start) {
    const { rules, faults } = readDraft(draft, start);
    return faults.size === 0 ? rules : undefined;
  },
  Fields: ForwardingFields,
};

/** Where calls go, condition by condition. */
function ForwardingFields({ start, draft, onChange }: ForwardingFieldsProps) {
  const { t } = useWords();
  const { faults } = readDraft(draft, start);
  const change = (part: Partial<ForwardingDraft>) => onChange({ ...draft, ...part });
  const setTarget = (condition: ForwardingCondition, part: Partial<TargetDraft>) =>
    change({ targets: { ...draft.targets, [condition]: { ...draft.targets[condition], ...part } } });
  const waitFault = t('tools.forwarding.waitFault');

  return (
    <div className="flex flex-col gap-4">
      <OptionCards
        label={t('tools.forwarding.mode')}
        value={draft.mode ?? ''}
        options={forwardingModes.map((mode) => ({
          value: mode as string,
          label: t(`tools.forwarding.modes.${mode}`),
          hint: t(`tools.forwarding.modeHints.${mode}`),
        }))}
        onChange={(mode) => change({ mode: mode as ForwardingDraft['mode'] })}
      />
      {conditionsOf(draft.mode).map((condition) => {
        const { to, typed } = draft.targets[condition];
        const isWrong = faults.has(condition);
        return (
          <div key={condition} className="grid gap-2 sm:grid-cols-2">
            <SelectField
              label={t(`tools.forwarding.conditions.${condition}`)}
              value={to}
              options={destinations.map((value) => ({ value, label: t(`tools.forwarding.destinations.${value}`) }))}
              error={isWrong && to === 'nowhere' ? t('tools.forwarding.nowhereFault') : undefined}
              onChange={({ target }) => setTarget(condition, { to: target.value as TargetDraft['to'] })}
            />
            {to === 'address' && (
              <Field
                label={t('tools.forwarding.address')}
                type="tel"
                maxLength={100}
                value={typed}
                error={isWrong && typed.trim() !== '' ? t('tools.forwarding.addressFault') : undefined}
                onChange={({ target }) => setTarget(condition, { typed: target.value })}
              />
            )}
          </div>
        );
      })}
      {draft.mode === 'untaken' && (
        <div className="grid grid-cols-2 gap-2">
          <Field
            label={t('tools.forwarding.firstWait')}
            inputMode="numeric"
            maxLength={5}
            value={draft.firstWait}
            hint={t('tools.forwarding.waitHint')}
            error={faults.has('firstWaitSeconds') ? waitFault : undefined}
            onChange={({ target }) => change({ firstWait: target.value })}
          />
          <Field
            label={t('tools.forwarding.secondWait')}
            inputMode="numeric"
            maxLength={5}
            value={draft.secondWait}
            hint={t('tools.forwarding.secondWaitHint')}
            error={faults.has('secondWaitSeconds') ? waitFault : undefined}
            onChange={({ target }) => change({ secondWait: target.value })}
          />
        </div>
      )}
    </div>
  );
}
