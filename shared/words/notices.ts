import type { Call } from '../contract/call.ts';
import type { LiveCard } from '../contract/updates.ts';
import { formatParty } from '../domain/phone-number.ts';

/** What an OS notification of a call says. Short: the system cuts a title at about forty characters. */
export function noticeWords(
  call: Call,
  accountLabel: string,
  before: LiveCard['before'],
  locale: 'ru' | 'en',
): { title: string; body: string } {
  const words = locale === 'ru' ? russian : english;
  const number = call.remote.kind === 'hidden' ? words.hidden : formatParty(call.remote);
  const who = call.remote.name ?? number;
  const title = call.state === 'missed' ? words.missed(who) : words.incoming(who);
  const details = [
    call.remote.name === undefined ? undefined : number,
    call.line === '' ? accountLabel : `${call.line} · ${accountLabel}`,
    before.count > 0 ? words.before(before.count) : words.firstCall,
  ];
  return { title, body: details.filter((part) => part !== undefined).join('\n') };
}

const russianCalls = new Intl.PluralRules('ru');
const callForms: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'звонок', few: 'звонка', many: 'звонков' };

const russian = {
  hidden: 'Номер скрыт',
  incoming: (who: string) => `Звонит ${who}`,
  missed: (who: string) => `Пропущен: ${who}`,
  firstCall: 'Первый звонок',
  before: (count: number) => `До этого ${count} ${callForms[russianCalls.select(count)] ?? 'звонка'}`,
};

const english = {
  hidden: 'Hidden number',
  incoming: (who: string) => `${who} is calling`,
  missed: (who: string) => `Missed: ${who}`,
  firstCall: 'First call',
  before: (count: number) => `${count} ${count === 1 ? 'call' : 'calls'} before`,
};
