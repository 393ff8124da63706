import type { Menu, NativeImage, Tray } from 'electron';
import type { MenuDouble, MenuWorld } from './menu.ts';
import type { ModelledSystem } from './modelled-system.ts';
import { createEvent, type Modelled, StrictEmitter } from './strict.ts';

/** Where icons in the tray are; each enters itself. */
export interface TrayWorld extends ModelledSystem, MenuWorld {
  trays: TrayDouble[];
  /** Linux: a panel shows icons. It is asked once, when one is made, and never again (status_icon_linux_dbus.cc). */
  trayHost: boolean;
}

export class TrayDouble extends StrictEmitter implements Modelled<Tray, TrayDouble> {
  image: NativeImage | string;
  toolTip = '';
  title = '';
  menu: MenuDouble | null = null;
  isSeen: boolean;
  private world: TrayWorld;

  constructor(world: TrayWorld, image: NativeImage | string) {
    super('Tray', (tray) => !world.trays.includes(tray as TrayDouble));
    world.app.requireReady('Cannot create Tray');
    world.trays.push(this);
    this.world = world;
    this.image = image;
    this.isSeen = world.platform !== 'linux' || world.trayHost;
  }

  setImage(image: NativeImage | string): void {
    this.image = image;
  }
  setToolTip(text: string): void {
    this.toolTip = text;
  }
  setTitle(title: string): void {
    if (this.world.platform === 'darwin') this.title = title;
  }
  setContextMenu(menu: Menu | null): void {
    this.menu = menu as unknown as MenuDouble | null;
  }
  popUpContextMenu(menu?: Menu): void {
    if (this.world.platform === 'linux') throw new Error('Tray.popUpContextMenu does nothing on Linux');
    this.world.popup = (menu as unknown as MenuDouble | undefined) ?? this.menu ?? undefined;
  }
  destroy(): void {
    this.world.trays.splice(this.world.trays.indexOf(this), 1);
  }

  /** What the user's left button does, which is not the same anywhere. */
  leftClick(): void {
    if (this.world.platform === 'darwin' && this.menu !== null) this.world.popup = this.menu;
    else this.emit('click', createEvent({}));
  }
  rightClick(): void {
    if (this.menu !== null) this.world.popup = this.menu;
    else this.emit('right-click', createEvent({}));
  }
}
