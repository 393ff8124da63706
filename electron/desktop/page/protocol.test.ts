import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPageHandler, type PageHandler } from './protocol.ts';

let directory: string;
let handle: PageHandler;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'perezvon-page-'));
  await mkdir(join(directory, 'page/assets'), { recursive: true });
  await mkdir(join(directory, 'page-of-another'));
  await writeFile(join(directory, 'page/index.html'), '<!doctype html>');
  await writeFile(join(directory, 'page/assets/app.js'), 'export {};');
  await writeFile(join(directory, 'page/secrets.vault'), 'secret');
  await writeFile(join(directory, 'outside.js'), 'secret');
  await writeFile(join(directory, 'page-of-another/app.js'), 'secret');
  const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index % 256);
  await writeFile(join(directory, 'call.mp3'), bytes);
  handle = createPageHandler({
    root: join(directory, 'page'),
    audioFile: (callId) => {
      const file = { bytes: 1000, mimeType: 'audio/mpeg', downloadName: '2026-11-22 14-05 +7 916 100-02-32.mp3' };
      if (callId === 7) return { ...file, path: join(directory, 'call.mp3') };
      if (callId === 8) return { ...file, path: join(directory, 'gone.mp3') };
      return undefined;
    },
  });
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const get = (path: string, init?: RequestInit) => handle(new Request(`app://perezvon${path}`, init));

describe('files of the page', () => {
  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/index.html', 'text/html; charset=utf-8'],
    ['/assets/app.js', 'text/javascript; charset=utf-8'],
    ['/assets/app.js?x=1', 'text/javascript; charset=utf-8'],
  ])('%s is served with type and policy', async (path, type) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("style-src 'self'");
    expect(policy).not.toContain('unsafe');
  });

  it.each([
    '/../outside.js',
    '/%2e%2e/outside.js',
    '/..%2foutside.js',
    '/..%5coutside.js',
    '/assets/..%2f..%2foutside.js',
    '/..%2fpage-of-another/app.js',
    '/%2fetc/passwd.js',
    '/index.html%00.js',
    '/%E0%A4%A',
    '/secrets.vault',
    '/nothing.js',
    '/assets',
    '//outside.js',
  ])('%s is refused, and nothing is told', async (path) => {
    const response = await get(path);
    expect([400, 404]).toContain(response.status);
    expect(await response.text()).toBe('');
  });

  it('serves no other host and changes nothing', async () => {
    expect((await handle(new Request('app://other/index.html'))).status).toBe(404);
    expect((await get('/index.html', { method: 'POST', body: 'x' })).status).toBe(405);
  });

  it('answers HEAD with headers alone', async () => {
    const response = await get('/assets/app.js', { method: 'HEAD' });
    expect(response.headers.get('content-length')).toBe('10');
    expect(await response.text()).toBe('');
  });
});

describe('recordings', () => {
  it('come whole', async () => {
    const response = await get('/media/recordings/7');
    expect(response.status).toBe(200);
    expect(response.headers.get('accept-ranges')).toBe('bytes');
    expect((await response.arrayBuffer()).byteLength).toBe(1000);
  });

  it('come in the part that was asked for', async () => {
    const response = await get('/media/recordings/7', { headers: { range: 'bytes=300-303' } });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe('bytes 300-303/1000');
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([44, 45, 46, 47]);
  });

  it('are offered for saving under a name of our own, and only when that was asked for', async () => {
    expect((await get('/media/recordings/7')).headers.has('content-disposition')).toBe(false);
    expect((await get('/media/recordings/7?download=1')).headers.get('content-disposition')).toBe(
      `attachment; filename="2026-11-22 14-05 +7 916 100-02-32.mp3"; filename*=UTF-8''2026-11-22%2014-05%20%2B7%20916%20100-02-32.mp3`,
    );
  });

  it('say their size when a range is behind the end', async () => {
    const response = await get('/media/recordings/7', { headers: { range: 'bytes=1000-' } });
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe('bytes */1000');
  });

  it.each([
    '/media/recordings/9',
    '/media/recordings/8',
    '/media/recordings/07',
    '/media/recordings/7/x',
    '/media/recordings/..%2f7',
  ])('%s is not there', async (path) => {
    expect((await get(path)).status).toBe(404);
  });
});
