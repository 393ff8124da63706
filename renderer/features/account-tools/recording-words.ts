import { daySeconds, type RecordingRules } from '../../../shared/domain/recording-rules.ts';
import type { Words } from '../../words/words.ts';
import type { Fact } from './setting-words.ts';

type SomeWords = Pick<Words, 't' | 'count'>;

/** Which calls are recorded and how long that is kept, a sentence for each. */
export function recordingSentences(rules: RecordingRules, words: SomeWords): string[] {
  const { t } = words;
  const { incoming, outgoing, children, count, keptSeconds } = rules;
  const isOff = incoming === false && outgoing === false;
  if (isOff) return [t('tools.recording.off')];
  return [
    ...(incoming === true && outgoing === true
      ? [t('tools.recording.both')]
      : [
          t(`tools.recording.states.incoming.${stateOf(incoming)}`),
          t(`tools.recording.states.outgoing.${stateOf(outgoing)}`),
        ]),
    ...(count === undefined
      ? [t('tools.recording.countUnknown')]
      : [count === 0 ? t('tools.recording.countAll') : t('tools.recording.countSome', { count })]),
    keptSeconds === undefined
      ? t('tools.recording.keptUnknown')
      : t('tools.recording.keptFor', { period: writeKept(keptSeconds, words) }),
    t(`tools.recording.states.children.${stateOf(children)}`),
  ];
}

/** The same as facts, for a comparison. */
export function recordingFacts(rules: RecordingRules, words: SomeWords): Fact[] {
  const { t } = words;
  const yesNo = (value: boolean | undefined) => t(`tools.${value === undefined ? 'untold' : value ? 'yes' : 'no'}`);
  const { count, keptSeconds } = rules;
  return [
    { label: t('tools.recording.incoming'), value: yesNo(rules.incoming) },
    { label: t('tools.recording.outgoing'), value: yesNo(rules.outgoing) },
    { label: t('tools.recording.children'), value: yesNo(rules.children) },
    {
      label: t('tools.recording.howMany'),
      value: count === undefined ? t('tools.untold') : count === 0 ? t('tools.recording.all') : words.count(count),
    },
    {
      label: t('tools.recording.kept'),
      value: keptSeconds === undefined ? t('tools.untold') : writeKept(keptSeconds, words),
    },
  ];
}

function stateOf(value: boolean | undefined): 'yes' | 'no' | 'unknown' {
  return value === undefined ? 'unknown' : value ? 'yes' : 'no';
}

/** Days, and where they are not whole the hours as well. */
function writeKept(seconds: number, { t }: SomeWords): string {
  const days = Math.floor(seconds / daySeconds);
  const hours = Math.round((seconds % daySeconds) / 3600);
  const parts = [days > 0 && t('tools.days', { count: days }), hours > 0 && t('tools.hours', { count: hours })];
  return parts.filter(Boolean).join(' ') || t('tools.seconds', { value: seconds });
}
