import type { Menu, NativeImage, Point, Rectangle, Tray } from 'electron';
import type { MenuDouble } from './menu.ts';
import { createEvent, StrictEmitter } from './strict.ts';
import type { World } from './world.ts';

type Modelled = Pick<
  Tray,
  'setImage' | 'setToolTip' | 'setTitle' | 'setContextMenu' | 'popUpContextMenu' | 'destroy' | 'isDestroyed'
>;

export class TrayDouble extends StrictEmitter implements Modelled {
  image: NativeImage | string;
  toolTip = '';
  title = '';
  menu: MenuDouble | null = null;
  private destroyed = false;
  private world: World;

  constructor(world: World, image: NativeImage | string) {
    super('Tray');
    world.app.requireReady('Cannot create Tray');
    this.world = world;
    this.image = image;
    world.trays.push(this);
  }

  setImage(image: NativeImage | string): void {
    this.live();
    this.image = image;
  }
  setToolTip(text: string): void {
    this.live();
    this.toolTip = text;
  }
  setTitle(title: string): void {
    this.live();
    if (this.world.platform === 'darwin') this.title = title;
  }
  setContextMenu(menu: Menu | null): void {
    this.live();
    this.menu = menu as unknown as MenuDouble | null;
  }
  popUpContextMenu(menu?: Menu, _position?: Point): void {
    this.live();
    if (this.world.platform === 'linux') throw new Error('Tray.popUpContextMenu does nothing on Linux');
    this.world.popup = (menu as unknown as MenuDouble | undefined) ?? this.menu ?? undefined;
  }
  destroy(): void {
    this.destroyed = true;
    this.world.trays.splice(this.world.trays.indexOf(this), 1);
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }

  /** What the user's left button does, which is not the same anywhere. */
  leftClick(): void {
    if (this.world.platform === 'darwin' && this.menu !== null) this.world.popup = this.menu;
    else this.emit('click', createEvent({}), bounds, point);
  }
  rightClick(): void {
    if (this.menu !== null) this.world.popup = this.menu;
    else this.emit('right-click', createEvent({}), bounds);
  }

  private live(): void {
    if (this.destroyed) throw new Error('Tray is destroyed');
  }
}

const bounds: Rectangle = { x: 0, y: 0, width: 24, height: 24 };
const point: Point = { x: 0, y: 0 };
