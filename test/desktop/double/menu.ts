import type { Menu, MenuItem, MenuItemConstructorOptions } from 'electron';
import { type Modelled, StrictEmitter } from './strict.ts';

type Item = MenuItemConstructorOptions | MenuItem;

export interface MenuWorld {
  /** The menu that popped up last. */
  popup: MenuDouble | undefined;
}

/** Menus keep their template: what a test wants to see is what the program wrote. */
export class MenuDouble extends StrictEmitter implements Modelled<Menu, MenuDouble> {
  template: Item[];
  private world: MenuWorld;

  constructor(world: MenuWorld, template: Item[]) {
    super('Menu');
    for (const item of template) {
      const named = item.label !== undefined || item.role !== undefined || item.type === 'separator';
      if (!named) throw new TypeError('Invalid template for MenuItem: must have at least one of label, role or type');
    }
    this.world = world;
    this.template = template;
  }

  popup(): void {
    this.world.popup = this;
  }

  labels(): string[] {
    return this.template.map((item) => (item.type === 'separator' ? '-' : (item.label ?? `role:${item.role}`)));
  }
  /** Of an item's own menu. */
  within(label: string): MenuDouble {
    const { submenu } = this.find(label);
    if (!Array.isArray(submenu)) throw new Error(`"${label}" has no menu`);
    return new MenuDouble(this.world, submenu);
  }
  /** As a user does: a disabled item does nothing, and one with a menu of its own opens that. */
  click(label: string): void {
    const item = this.find(label);
    if (item.enabled === false) return;
    (item.click as (() => void) | undefined)?.();
  }
  private find(label: string): Item {
    const item = this.template.find((each) => each.label === label);
    if (item === undefined) throw new Error(`no item "${label}" among ${this.labels().join(', ')}`);
    return item;
  }
}
