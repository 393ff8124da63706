import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { packIcns, packIco, type Raster } from './containers.ts';

/**
 * Makes every icon from the drawings: `node build/icons/draw.ts`, with PEREZVON_CHROMIUM naming a browser where
 * Playwright has none of its own. The results are committed, so that a build needs no browser.
 */
const home = import.meta.dirname;

interface Style {
  /** Share of the side that stays empty on each edge. */
  margin?: number;
  /** CSS for the drawing. */
  css?: string;
}

/** Apple's grid: the ground takes 824 of 1024 points, the rest is room for a shadow. */
const appleMargin = 100 / 1024;
const appleSizes = [16, 32, 64, 128, 256, 512, 1024];
/** A template is a shape: macOS colours it for its menu bar by itself. */
const template = 'svg { color: #000 !important; --mark: #000 }';

async function drawAll(page: Page): Promise<void> {
  const app = await readFile(join(home, 'drawings/app.svg'), 'utf8');
  await save('app.ico', packIco(await rasterise(page, app, [16, 20, 24, 32, 40, 48, 64, 256])));
  await save('app.icns', packIcns(await rasterise(page, app, appleSizes, { margin: appleMargin })));
  for (const { size, png } of await rasterise(page, app, [16, 32, 48, 64, 128, 256, 512])) {
    await save(`linux/${size}x${size}.png`, png);
  }
  await saveSizes(page, app, 'desktop/window', [128]);

  for (const state of ['normal', 'missed', 'quiet', 'degraded', 'offline']) {
    const drawing = await readFile(join(home, `drawings/tray-${state}.svg`), 'utf8');
    await save(`desktop/tray-${state}.ico`, packIco(await rasterise(page, drawing, [16, 20, 24, 32])));
    await saveSizes(page, drawing, `desktop/tray-${state}`, [24, 48]);
    await saveSizes(page, drawing, `desktop/tray-${state}Template`, [16, 32], { css: template, margin: 1 / 32 });
  }
  const overlay = await readFile(join(home, 'drawings/overlay-missed.svg'), 'utf8');
  await saveSizes(page, overlay, 'desktop/overlay-missed', [16, 32]);
}

/** The first size is the plain file, each next one its `@2x`. */
async function saveSizes(page: Page, svg: string, name: string, sizes: number[], style?: Style): Promise<void> {
  const rasters = await rasterise(page, svg, sizes, style);
  for (const [index, { png }] of rasters.entries())
    await save(`${name}${index === 0 ? '' : `@${index + 1}x`}.png`, png);
}

async function rasterise(page: Page, svg: string, sizes: number[], style: Style = {}): Promise<Raster[]> {
  const rasters: Raster[] = [];
  for (const size of sizes) {
    const inner = size * (1 - 2 * (style.margin ?? 0));
    const css = `body{margin:0;background:transparent}svg{display:block;width:${inner}px;height:${inner}px;padding:${(size - inner) / 2}px}${style.css ?? ''}`;
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<!doctype html><style>${css}</style>${svg}`);
    const png = await page.screenshot({ omitBackground: true });
    rasters.push({ size, png, pixels: Uint8Array.from(await readPixels(page, png)) });
  }
  return rasters;
}

async function readPixels(page: Page, png: Buffer): Promise<number[]> {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    if (context === null) throw new Error('no canvas');
    context.drawImage(bitmap, 0, 0);
    return [...context.getImageData(0, 0, bitmap.width, bitmap.height).data];
  }, png.toString('base64'));
}

async function save(name: string, bytes: Uint8Array): Promise<void> {
  const path = join(home, name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, bytes);
  console.log(`${name}  ${bytes.length} bytes`);
}

const executablePath = process.env.PEREZVON_CHROMIUM;
const browser: Browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: ['--no-sandbox', '--disable-gpu', '--force-color-profile=srgb'],
});
try {
  await drawAll(await browser.newPage());
} finally {
  await browser.close();
}
