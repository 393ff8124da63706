import { join } from 'node:path';
import { app, BrowserWindow, Menu, nativeImage, nativeTheme, screen, Tray } from 'electron';
import type { MissedGroup } from '../../../shared/contract/call.ts';
import type { Client } from '../../../shared/contract/contract.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { desktopWords, type Language } from '../../../shared/words/desktop.ts';
import type { Core } from '../../core/core.ts';
import type { Clock, Logger } from '../../core/ports.ts';
import type { DesktopNotifier } from '../notifications/notifier.ts';
import { createOneTimeHints } from '../notifications/one-time-hints.ts';
import { createBalances } from '../tray/balances.ts';
import type { TrayHost } from '../tray/host.ts';
import { initialTrayState, nextTrayState } from '../tray/state.ts';
import { createTrayIcon, type TrayIcon } from '../tray/tray.ts';
import { applicationMenuTemplate } from '../window/application-menu.ts';
import { createAttention } from '../window/attention.ts';
import { createBadge } from '../window/badge.ts';
import { createMainWindow, type MainWindow } from '../window/main-window.ts';
import { builtFile } from './built-file.ts';
import type { CallCommands } from './call-commands.ts';

const { platform } = process;

/** The window, the tray, the badge and the menu: one state, told in the user's language. */
export interface ShellUi {
  mainWindow: MainWindow;
  language(): Language;
  /** There is an icon that brings the window back. */
  isTraySeen(): boolean;
  /** Puts the tray up and keeps everything as core says. The answer takes it down. */
  follow(parts: { core: Core; client: Client; notifier: DesktopNotifier; commands: CallCommands }): () => void;
}

export function createShellUi(options: {
  locale: Language;
  logger: Logger;
  clock: Clock;
  trayHost: TrayHost;
}): ShellUi {
  const { locale, logger, clock, trayHost } = options;
  const developerTools = !app.isPackaged;
  const icons = builtFile('desktop/main/icons');
  const hints = createOneTimeHints(join(app.getPath('userData'), 'told.json'), logger);
  let language = locale;
  let whenClosed: Settings['whenClosed'] = 'auto';
  let state = initialTrayState;
  let explainHiding = () => {};
  let tray: TrayIcon | undefined;
  const isTraySeen = () => tray?.isSeen() === true;

  const badge = createBadge({ electron: { app, nativeImage }, platform, icons, window: () => mainWindow.current() });
  const attention = createAttention({ app, platform, window: () => mainWindow.current() });
  const mainWindow = createMainWindow({
    electron: { BrowserWindow, screen, Menu, nativeTheme },
    platform,
    preloadPath: builtFile('desktop/preload/preload.cjs'),
    statePath: join(app.getPath('userData'), 'window.json'),
    iconPath: platform === 'linux' ? join(icons, 'window.png') : undefined,
    developerTools,
    logger,
    language: () => language,
    whenClosed() {
      if (whenClosed !== 'auto') return whenClosed;
      // macOS brings a window back from the dock, tray or not.
      return isTraySeen() ? 'hide' : 'minimize';
    },
    onHidden: () => explainHiding(),
    quit: () => app.quit(),
    onShown() {
      badge.show(state.missed, language);
      void trayHost.refresh();
    },
  });

  const follow: ShellUi['follow'] = ({ core, client, notifier, commands }) => {
    let callers: readonly MissedGroup[] = [];
    const icon = createTrayIcon({
      electron: { Tray, Menu, nativeImage },
      platform,
      icons,
      language,
      now: clock.now,
      hasHost: trayHost.isThere,
      commands: {
        open: mainWindow.show,
        openCall: mainWindow.openCall,
        openAccount: mainWindow.openAccount,
        callBack: ({ remote, accountId, lastCallId }) => void commands.order({ remote, accountId, callId: lastCallId }),
        dial: () => mainWindow.dial(''),
        beQuiet(wanted) {
          client.live.doNotDisturb(wanted).catch((error: unknown) => logger.warn('desktop.not-quiet', { error }));
        },
        quit: () => app.quit(),
      },
    });
    tray = icon;
    const stopWatching = trayHost.watch(icon.renew);
    // Without a listener the program would end with its window, and the tray with it.
    app.on('window-all-closed', () => {});
    explainHiding = () => {
      if (!hints.isFirst('stays-in-tray')) return;
      notifier.tell({ tag: 'stays-in-tray', ...desktopWords(language).staysInTray, onClick: mainWindow.show });
    };

    const balances = createBalances({
      clock,
      logger,
      onChange: () => showState(),
      read: (accountId) => client.accountTools.money.balance({ accountId }),
    });
    const showMenu = () => {
      const template = applicationMenuTemplate({ platform, language, developerTools });
      Menu.setApplicationMenu(Menu.buildFromTemplate(template));
    };
    const showState = () => {
      icon.show({ state, callers, balances: balances.current(), language });
      badge.show(state.missed, language);
    };
    const apply = (settings: Settings) => {
      nativeTheme.themeSource = settings.theme;
      whenClosed = settings.whenClosed;
      const chosen = settings.language === 'system' ? locale : settings.language;
      if (chosen === language) return;
      language = chosen;
      showMenu();
      showState();
    };
    const readCallers = async () => {
      try {
        callers = await client.missed.list({});
        showState();
      } catch (error) {
        logger.warn('desktop.callers-unread', { error });
      }
    };
    showMenu();
    showState();
    const unwatch = core.watch((update) => {
      if (update.kind === 'snapshot' || update.kind === 'settings') {
        apply(update.settings);
        balances.hearLimits(update.settings.balanceLimits);
      }
      if (update.kind === 'snapshot' || update.kind === 'accounts') balances.hearAccounts(update.accounts);
      if (update.kind === 'snapshot' || update.kind === 'missed') void readCallers();
      const next = nextTrayState(state, update);
      if (next === state) return;
      if (next.missed > state.missed && update.kind === 'missed' && !next.quiet) attention.ask();
      state = next;
      showState();
    });
    return () => {
      unwatch();
      balances.close();
      stopWatching();
      icon.close();
    };
  };

  return { mainWindow, language: () => language, isTraySeen, follow };
}
