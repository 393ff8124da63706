import type { Notification, NotificationConstructorOptions } from 'electron';
import { desktopWords, type Language } from '../../../shared/words/desktop.ts';
import type { Logger, Notifier, OsNotification } from '../../core/ports.ts';
import type { ElectronParts } from '../electron-parts.ts';
import { readActivation, toastXml } from './toast-xml.ts';

export interface DesktopNotifier extends Notifier {
  /** Something of the program itself rather than of a call. */
  tell(news: { tag: string; title: string; body: string; onClick(): void }): void;
  /** From now on also notifications of an earlier run are answered, where the system hands them over. */
  adopt(): Promise<void>;
  /** Whoever started the program by answering a notification of an earlier run. */
  answer(tag: string): void;
  /** Whether the system did not show the last one, as macOS does to a program that may not. */
  wasRefused(): boolean;
  /** Takes back what still calls for a reaction; news of missed calls stays where it is. */
  close(): void;
}

/** What a notification can be asked to do. Each opens or changes something that the window shows as well. */
export interface NoticeCommands {
  openCall(callId: number): void;
  callBack(callId: number): void;
  silence(callId: number): void;
  /** The number is known and somebody can order a callback. */
  canCallBack(callId: number): boolean;
  /** Where it is not known any more what a notification was of. */
  open(): void;
}

type Action = 'callBack' | 'open' | 'silence';
/** The position is the number of the action in a toast's arguments, and so the same in every version of the program. */
const actions: readonly Action[] = ['callBack', 'open', 'silence'];

const ringing: OsNotification['kind'] = 'incoming';

interface Shown {
  notification: Notification;
  notice: OsNotification;
}

/** A missed call of yesterday's flood need not answer a click by itself for ever: the window lists them all. */
const mostHeld = 100;

export function createNotifier(options: {
  electron: ElectronParts<'Notification'>;
  platform: NodeJS.Platform;
  language(): Language;
  logger: Logger;
  commands: NoticeCommands;
}): DesktopNotifier {
  const { electron, platform, logger, commands } = options;
  // A notification that nobody holds is collected, and its click with it.
  const shown = new Map<string, Shown>();
  /** Of an earlier run: macOS. */
  const adopted = new Map<string, Notification>();
  /** Windows tells the same reaction to the object and to the program. The first one counts. */
  const answered = new Set<string>();
  let told: Notification | undefined;
  let refused = false;

  function forget(tag: string, notification: Notification): void {
    if (shown.get(tag)?.notification === notification) shown.delete(tag);
  }

  function withdraw(tag: string): void {
    const held = shown.get(tag);
    // First forgotten, then closed: its `close` must not touch what takes its place.
    shown.delete(tag);
    held?.notification.close();
  }

  function react(told: string, action: Action = 'open'): void {
    const callId = callIdOf(told);
    const tag = callId === undefined ? told : tagOf(callId);
    if (answered.has(tag)) return;
    answered.add(tag);
    const oldest = answered.values().next().value;
    if (answered.size > mostHeld && oldest !== undefined) answered.delete(oldest);
    if (callId === undefined) commands.open();
    else if (action === 'callBack') commands.callBack(callId);
    else if (action === 'silence') commands.silence(callId);
    else commands.openCall(callId);
  }

  function show(notice: OsNotification): void {
    const { tag } = notice;
    const before = shown.get(tag)?.notice;
    if (before?.kind === notice.kind && before.title === notice.title && before.body === notice.body) return;
    withdraw(tag);

    const offered = offeredActions(notice, platform, commands);
    const notification = new electron.Notification(describe(notice, offered));
    notification.on('click', () => {
      forget(tag, notification);
      react(tag);
    });
    notification.on('action', ({ actionIndex }) => {
      forget(tag, notification);
      // Windows counts by the number in the toast's arguments, macOS by the place among the buttons.
      react(tag, (platform === 'win32' ? actions : offered)[actionIndex]);
    });
    notification.on('close', ({ reason }) => {
      // It has gone to the Action Center, where it can still be clicked: without the object that would lead nowhere.
      if (platform !== 'win32' || reason !== 'timedOut') forget(tag, notification);
    });
    notification.on('show', () => {
      refused = false;
    });
    // An unsigned program on macOS is told here, and only here, that nothing was shown.
    notification.on('failed', (_event, error) => {
      refused = true;
      forget(tag, notification);
      logger.warn('desktop.notification-failed', { error });
    });
    answered.delete(tag);
    shown.set(tag, { notification, notice });
    const oldest = shown.keys().next().value;
    if (shown.size > mostHeld && oldest !== undefined) shown.delete(oldest);
    notification.show();
  }

  function describe(notice: OsNotification, offered: readonly Action[]): NotificationConstructorOptions {
    const { tag, title, body, silent } = notice;
    const insists = notice.kind === 'incoming';
    const words = desktopWords(options.language()).notice;
    const buttons = offered.map((action) => ({ action: actions.indexOf(action), text: words[action] }));
    const common: NotificationConstructorOptions = { id: tag, title, body, silent };
    switch (platform) {
      case 'win32':
        return {
          ...common,
          id: toastTag(tag),
          toastXml: toastXml({
            tag: toastTag(tag),
            title,
            body,
            silent,
            insists,
            buttons,
            onClick: actions.indexOf('open'),
          }),
        };
      case 'darwin':
        // The group tells a later run what it was: macOS hands over no buttons with what an earlier one left.
        return { ...common, groupId: notice.kind, actions: buttons.map(({ text }) => ({ type: 'button', text })) };
      default:
        // Neither actions nor sound: Linux has none of them, and the pop-up and the window have the buttons.
        return {
          ...common,
          body: escapeMarkup(body),
          urgency: insists ? 'critical' : 'normal',
          // A ring stays for as long as it rings and is withdrawn with it.
          timeoutType: insists ? 'never' : 'default',
        };
    }
  }

  return {
    show,
    withdraw,
    answer: react,
    wasRefused: () => refused,
    tell({ tag, title, body, onClick }) {
      const notification = new electron.Notification({ id: tag, title, body, silent: true });
      notification.on('click', () => onClick());
      told = notification;
      notification.show();
    },
    async adopt() {
      if (platform === 'win32') {
        electron.Notification.handleActivation((details) => {
          const activation = readActivation(details.arguments);
          if (activation === undefined) commands.open();
          else react(activation.tag, activation.action === undefined ? undefined : actions[activation.action]);
        });
        // The activator is registered with the first question or the first toast, and not by the handler.
        electron.Notification.isSupported();
      }
      if (platform === 'darwin') {
        for (const notification of await electron.Notification.getHistory()) {
          const { id } = notification;
          if (shown.has(id)) continue;
          // Only a crash leaves a ring behind, and its buttons are not those of a missed call.
          if (notification.groupId === ringing) {
            notification.close();
            continue;
          }
          adopted.set(id, notification);
          notification.on('click', () => react(id));
          notification.on('action', ({ actionIndex }) => react(id, missedActions[actionIndex]));
        }
      }
    },
    close() {
      for (const [tag, { notice }] of shown) if (notice.kind === 'incoming') withdraw(tag);
      shown.clear();
      adopted.clear();
      told?.close();
    },
  };
}

const missedActions: readonly Action[] = ['callBack', 'open'];

function offeredActions(
  notice: OsNotification,
  platform: NodeJS.Platform,
  commands: NoticeCommands,
): readonly Action[] {
  if (platform !== 'win32' && platform !== 'darwin') return [];
  if (notice.kind === 'incoming') return ['silence', 'open'];
  return commands.canCallBack(notice.callId) ? missedActions : ['open'];
}

/**
 * Notification servers of Linux read markup in the body (Desktop Notifications Specification, "Markup"), and Electron hands
 * it over as it is: a name with a bare `&` is not shown at all by some, and one with a tag is shown as somebody else's words.
 */
function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const tagOf = (callId: number) => `call:${callId}`;

/** Windows takes letters, digits and hyphens for sure. */
const toastTag = (tag: string) => tag.replaceAll(/[^A-Za-z\d-]/g, '-');

/** Of a tag as core or as a toast has it, of this version or of an earlier one. */
function callIdOf(tag: string): number | undefined {
  const digits = /^call[:-]([1-9]\d{0,15})$/.exec(tag)?.[1];
  const callId = Number(digits);
  return Number.isSafeInteger(callId) ? callId : undefined;
}
