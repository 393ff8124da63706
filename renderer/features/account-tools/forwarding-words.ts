import {
  conditionsOf,
  type ForwardingCondition,
  type ForwardingRules,
  type ForwardingTarget,
  forwardingConditions,
} from '../../../shared/domain/forwarding.ts';
import { parseParty } from '../../../shared/domain/phone-number.ts';
import type { Words } from '../../words/words.ts';
import type { Fact } from './setting-words.ts';

type SomeWords = Pick<Words, 't' | 'number'>;

/** What happens to calls, a sentence for each condition. */
export function forwardingSentences(rules: ForwardingRules, words: SomeWords): string[] {
  const { t } = words;
  const { mode, targets, firstWaitSeconds, secondWaitSeconds, others } = rules;
  const looked = conditionsOf(mode);
  const sentence = (condition: ForwardingCondition, target: ForwardingTarget) =>
    condition === 'unanswered' && firstWaitSeconds !== undefined
      ? t('tools.forwarding.unansweredFor', {
          wait: writeWait(firstWaitSeconds, words),
          target: unbroken(writeTarget(target, words)),
        })
      : t(`tools.forwarding.sentences.${condition}`, { target: unbroken(writeTarget(target, words)) });
  const told = (conditions: readonly ForwardingCondition[]) =>
    conditions.flatMap((condition) => {
      const target = targets[condition];
      return target === undefined ? [] : [sentence(condition, target)];
    });
  const inForce = told(looked);
  const besides = told(forwardingConditions.filter((condition) => !looked.includes(condition)));
  return [
    ...(mode === 'off' ? [t('tools.forwarding.off')] : []),
    ...(mode === undefined && besides.length === 0 ? [t('tools.forwarding.none')] : []),
    ...inForce,
    ...(looked.length > 0 && inForce.length === 0 ? [t('tools.forwarding.nowhere')] : []),
    ...(secondWaitSeconds !== undefined && mode === 'untaken'
      ? [t('tools.forwarding.secondWaits', { wait: writeWait(secondWaitSeconds, words) })]
      : []),
    ...(besides.length > 0 ? [t('tools.forwarding.besides', { rules: besides.join(' ') })] : []),
    ...(others.length > 0
      ? [t('tools.asReceived', { fields: others.map(({ name, value }) => `${name}: ${value}`).join(', ') })]
      : []),
  ];
}

/** The same as facts, for a comparison. */
export function forwardingFacts(rules: ForwardingRules, words: SomeWords): Fact[] {
  const { t } = words;
  const wait = (seconds: number | undefined) => (seconds === undefined ? t('tools.notSet') : writeWait(seconds, words));
  return [
    { label: t('tools.forwarding.mode'), value: t(`tools.forwarding.modes.${rules.mode ?? 'unknown'}`) },
    ...forwardingConditions.map((condition) => {
      const target = rules.targets[condition];
      return {
        label: t(`tools.forwarding.conditions.${condition}`),
        value: target === undefined ? t('tools.forwarding.nothing') : writeTarget(target, words),
      };
    }),
    { label: t('tools.forwarding.firstWait'), value: wait(rules.firstWaitSeconds) },
    { label: t('tools.forwarding.secondWait'), value: wait(rules.secondWaitSeconds) },
  ];
}

function writeTarget(target: ForwardingTarget, { t, number }: SomeWords): string {
  return target.kind === 'voicemail' ? t('tools.forwarding.voicemail') : number(parseParty(target.address));
}

/** On one line of the sentence that says it. */
const unbroken = (target: string) => target.replaceAll(' ', '\u00a0');

function writeWait(seconds: number, { t }: Pick<Words, 't'>): string {
  return seconds > 0 && seconds % 60 === 0
    ? t('tools.minutes', { value: seconds / 60 })
    : t('tools.seconds', { value: seconds });
}
