import type { MenuItemConstructorOptions } from 'electron';
import type { MissedGroup } from '../../../shared/contract/call.ts';
import type { DoNotDisturbOverride } from '../../../shared/contract/quiet.ts';
import { formatMoney } from '../../../shared/domain/money-format.ts';
import { formatParty } from '../../../shared/domain/party-format.ts';
import { tomorrowMorning } from '../../../shared/domain/tomorrow-morning.ts';
import { desktopWords, type Language } from '../../../shared/words/desktop.ts';
import type { Balance } from './balances.ts';
import type { TrayState } from './state.ts';
import type { TrayView } from './view.ts';

export interface TrayCommands {
  open(): void;
  openCall(callId: number): void;
  openAccount(accountId: string): void;
  callBack(caller: MissedGroup): void;
  dial(): void;
  beQuiet(override: DoNotDisturbOverride): void;
  quit(): void;
}

/** A menu is read at a glance; the window lists the rest. */
const mostCallers = 5;
const mostBalances = 3;
const longestName = 40;
const intlLocales = { ru: 'ru-RU', en: 'en-GB' } as const satisfies Record<Language, string>;

export function trayMenuTemplate(
  { state, callers, balances, language }: TrayView,
  commands: TrayCommands,
  now: () => number,
): MenuItemConstructorOptions[] {
  const words = desktopWords(language);
  return [
    { label: words.open, click: () => commands.open() },
    { label: words.tray.dial, click: () => commands.dial() },
    { type: 'separator' },
    { label: words.link[state.link], enabled: false },
    ...(state.missed > 0 ? [{ label: words.missed(state.missed), click: () => commands.open() }] : []),
    ...callers.slice(0, mostCallers).map((caller) => callerItem(caller, language, commands, now())),
    { type: 'separator' },
    ...balances.slice(0, mostBalances).map((balance) => balanceItem(balance, language, commands)),
    quietItem(state, language, commands, now),
    { type: 'separator' },
    { label: words.quit, click: () => commands.quit() },
  ];
}

function balanceItem(
  { accountId, label, amount, currency, isLow }: Balance,
  language: Language,
  commands: TrayCommands,
): MenuItemConstructorOptions {
  const sum = formatMoney(amount, currency, intlLocales[language]);
  const said = `${shorten(label)}: ${shorten(sum)}${isLow ? `, ${desktopWords(language).tray.low}` : ''}`;
  return { label: plainLabel(said), click: () => commands.openAccount(accountId) };
}

function shorten(text: string): string {
  return text.length > longestName ? `${text.slice(0, longestName - 1)}…` : text;
}

function callerItem(
  caller: MissedGroup,
  language: Language,
  commands: TrayCommands,
  now: number,
): MenuItemConstructorOptions {
  const words = desktopWords(language);
  const { remote } = caller;
  const name = remote.kind === 'hidden' ? words.tray.hidden : (remote.name ?? formatParty(remote));
  return {
    label: plainLabel(`${shorten(name)}, ${dayAndClock(caller.lastAt, now, language)}`),
    submenu: [
      ...(caller.canCallBack && remote.kind !== 'hidden'
        ? [{ label: words.notice.callBack, click: () => commands.callBack(caller) }]
        : []),
      { label: words.notice.open, click: () => commands.openCall(caller.lastCallId) },
    ],
  };
}

function quietItem(
  state: TrayState,
  language: Language,
  commands: TrayCommands,
  now: () => number,
): MenuItemConstructorOptions {
  const words = desktopWords(language).tray;
  if (state.quiet) return { label: words.ringAgain, click: () => commands.beQuiet({ on: false }) };
  // The moment of the click counts, and not that of the menu, which may be hours old.
  const until = (label: string, end: (from: number) => number) => ({
    label,
    click: () => commands.beQuiet({ on: true, until: end(now()) }),
  });
  return {
    label: words.quiet,
    submenu: [
      until(words.halfAnHour, (from) => from + 30 * 60_000),
      until(words.anHour, (from) => from + 60 * 60_000),
      until(words.tilTomorrow, tomorrowMorning),
    ],
  };
}

/** A single ampersand would be taken for the mark of a shortcut, and would not be seen. */
function plainLabel(text: string): string {
  return text.replaceAll('&', '&&');
}

/** Today the hour alone says when it was. */
function dayAndClock(at: number, now: number, language: Language): string {
  const hour = clock(at, language);
  const midnight = (days: number) => new Date(now).setHours(-24 * days, 0, 0, 0);
  if (at >= midnight(0)) return hour;
  const style =
    at >= midnight(6) ? { weekday: 'short' as const } : { day: 'numeric' as const, month: 'short' as const };
  return `${new Intl.DateTimeFormat(intlLocales[language], style).format(at)} ${hour}`;
}

function clock(at: number, language: Language): string {
  return new Intl.DateTimeFormat(intlLocales[language], { hour: '2-digit', minute: '2-digit' }).format(at);
}

export function trayToolTip(state: TrayState, language: Language): string {
  const words = desktopWords(language);
  const quiet =
    state.quietUntil === undefined ? words.tray.quietNow : words.tray.quietUntil(clock(state.quietUntil, language));
  const parts = [
    words.link[state.link],
    ...(state.missed > 0 ? [words.missed(state.missed)] : []),
    ...(state.quiet ? [quiet] : []),
  ];
  return `Perezvon: ${parts.join(', ')}`;
}
