import type { World } from './double/world.ts';

/**
 * Runs a function in the program's main process, with the double's world. On a real Electron it skips the test, with `what`
 * as the reason.
 */
export type InWorld = <Answer, Argument>(
  what: string,
  inside: (within: { world: World }, argument: Argument) => Answer,
  argument: Argument,
) => Promise<Answer>;

/** What of the program the system itself shows, and nobody can touch from outside: on the double only. */
export interface SystemSurfaces {
  trayMenu(): Promise<string[]>;
  /** The item that the labels lead to, through menus of menus. */
  clickTrayMenu(...labels: string[]): Promise<void>;
  notifications(): Promise<{ tag: string; title: string; body: string }[]>;
  clickNotification(tag: string): Promise<void>;
}

const aTray = 'a tray is the system’s';
const aNotification = 'notifications are the system’s';

/** Each function is sent as text and leans on nothing around it. */
export function createSystemSurfaces(inWorld: InWorld): SystemSurfaces {
  return {
    trayMenu: () => inWorld(aTray, ({ world }) => world.trays[0]?.menu?.labels() ?? [], undefined),
    clickTrayMenu: (...labels) =>
      inWorld(
        aTray,
        ({ world }, path) => {
          let menu = world.trays[0]?.menu;
          for (const label of path.slice(0, -1)) menu = menu?.within(label);
          menu?.click(path.at(-1) ?? '');
        },
        labels,
      ),
    notifications: () =>
      inWorld(
        aNotification,
        ({ world }) =>
          world.shown
            .map((held) => held.deref())
            .filter((each) => each?.visible === true)
            .map((each) => ({
              tag: each?.options.id ?? '',
              title: each?.options.title ?? '',
              body: each?.options.body ?? '',
            })),
        undefined,
      ),
    clickNotification: (tag) =>
      inWorld(
        aNotification,
        ({ world }, asked) => {
          const held = world.shown.map((each) => each.deref()).find((each) => each?.visible && each.id === asked);
          if (held === undefined) throw new Error(`no notification "${asked}" is shown`);
          held.click();
        },
        tag,
      ),
  };
}
