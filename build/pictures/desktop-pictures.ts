import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { createDesktopClock, launchDesktop } from '../../test/desktop/launch.ts';
import { chromiumOptions } from '../../test/e2e/fixtures/chromium.ts';

const icons = fileURLToPath(new URL('../icons/desktop', import.meta.url));

interface MenuEntry {
  label: string;
  enabled: boolean;
  separator: boolean;
  items: MenuEntry[];
}

/**
 * The pop-up as the built desktop bundles draw it, and the menu that they give the tray: `popup.png` and `tray-menu.png`.
 * Both on the double of Electron: the menu's words and order are the program's, its look is not the system's.
 */
export async function takeDesktop(dataDirectory: string, folder: string): Promise<void> {
  const desktop = await launchDesktop({ dataDirectory, clock: createDesktopClock(), args: ['--demo', '--hidden'] });
  try {
    const popup = await desktop.popup();
    await popup.getByRole('article').first().waitFor();
    // As wide as the program makes its window.
    await popup.setViewportSize({ width: 400, height: 400 });
    await popup.evaluate(() => document.fonts.ready);
    await popup.getByRole('main').screenshot({ path: join(folder, 'popup.png'), animations: 'disabled' });

    const menu = await desktop.inWorld(
      'the tray’s menu',
      ({ world }) => {
        type Item = { label?: string; enabled?: boolean; type?: string; submenu?: unknown };
        const entries = (items: readonly Item[]): MenuEntry[] =>
          items.map(({ label = '', enabled = true, type, submenu }) => ({
            label,
            enabled,
            separator: type === 'separator',
            items: Array.isArray(submenu) ? entries(submenu) : [],
          }));
        return { entries: entries((world.trays[0]?.menu?.template ?? []) as Item[]), toolTip: world.trays[0]?.toolTip };
      },
      undefined,
    );
    await drawMenu(menu.entries, menu.toolTip ?? '', join(folder, 'tray-menu.png'));
  } finally {
    await desktop.close();
  }
}

async function drawMenu(entries: readonly MenuEntry[], toolTip: string, path: string): Promise<void> {
  const icon = (await readFile(join(icons, 'tray-missed@2x.png'))).toString('base64');
  const browser = await chromium.launch(chromiumOptions().launchOptions);
  const page = await browser.newPage({ deviceScaleFactor: 2 });
  await page.setContent(menuStyle);
  await page.evaluate(
    ({ items, tip, image }) => {
      const element = (tag: string, name: string, text = '') => {
        const made = document.createElement(tag);
        made.className = name;
        made.textContent = text;
        return made;
      };
      const list = (of: readonly MenuEntry[]): HTMLElement => {
        const made = element('ul', 'menu');
        for (const { label, enabled, separator, items: below } of of) {
          const item = element('li', separator ? 'separator' : enabled ? 'item' : 'item disabled');
          if (!separator) item.append(element('span', '', label.replaceAll('&&', '&')));
          if (below.length > 0) item.append(element('span', 'arrow', '▸'));
          made.append(item);
        }
        return made;
      };
      const bar = element('div', 'bar');
      const picture = document.createElement('img');
      picture.src = `data:image/png;base64,${image}`;
      bar.append(element('span', 'tip', tip), picture);
      const desk = element('div', 'desk');
      desk.append(bar, list(items));
      const opened = items.findLast((item) => item.items.length > 0);
      if (opened !== undefined) desk.append(list(opened.items));
      document.body.append(desk);
    },
    { items: entries, tip: toolTip, image: icon },
  );
  await page.locator('.desk').screenshot({ path });
  await browser.close();
}

const menuStyle = `<!doctype html><style>
  body { margin: 0; font: 13px/1.5 'DejaVu Sans', sans-serif; }
  .desk { display: inline-grid; grid-template-columns: auto auto; gap: 4px; align-items: end; padding: 0 12px 12px; background: #4c5b6b; }
  .bar { grid-column: 1 / -1; display: flex; justify-content: space-between; align-items: center; gap: 12px; padding: 5px 4px; }
  .bar img { width: 18px; height: 18px; }
  .tip { color: #fff; }
  .menu { list-style: none; margin: 0; padding: 5px 0; background: #fff; color: #1d1d1f; border-radius: 6px; box-shadow: 0 4px 16px #0006; min-width: 220px; }
  .item { display: flex; justify-content: space-between; gap: 20px; padding: 3px 14px; }
  .disabled { color: #8a8a8e; }
  .separator { height: 1px; margin: 5px 0; background: #d9d9dc; }
</style>`;
