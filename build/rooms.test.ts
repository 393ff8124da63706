import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inspectRooms, layers, rules } from './rooms.ts';

/** A small program that keeps every rule, with each way of importing that is allowed. */
const lawful: Record<string, string> = {
  'package.json': '{"version":"1.0.0"}',
  'shared/contract/call.ts': "import * as z from 'zod';\nexport const call = z.object({});\n",
  'shared/domain/number.ts': "export { parse } from 'libphonenumber-js/max';\nimport '../contract/call.ts';\n",
  'renderer/app/main.tsx': "import React from 'react';\nimport '../../shared/contract/call.ts';\nvoid fetch('/me');\n",
  'electron/core/app.ts': "import './http/http.ts';\nimport type { A } from './providers/a/client.ts';\n",
  'electron/core/http/http.ts': "import { request } from 'undici';\nvoid fetch(String(request));\n",
  'electron/core/live/clock.ts':
    "import { connect } from 'node:net';\nexport const http = { fetch: () => connect(1) };\nhttp.fetch();\n",
  'electron/core/providers/provider.ts': 'export type Provider = object;\n',
  'electron/core/providers/a/client.ts': "import type { Provider } from '../provider.ts';\nexport type A = Provider;\n",
  'electron/core/providers/b/client.ts': "import './map.ts';\n",
  'electron/core/providers/b/map.ts': 'export {};\n',
  'electron/core/providers/b/client.test.ts': "import '../a/client.ts';\nimport 'electron';\n",
  'electron/relay/server.ts': "import 'fastify';\nimport '../../shared/contract/call.ts';\n",
  'electron/demo/stand.ts': "import 'node:http';\nimport '../../shared/domain/number.ts';\n",
  'electron/desktop/main.ts': "import { app } from 'electron';\nawait import('../core/app.ts');\nvoid app;\n",
  'electron/web/main.ts':
    "import json from '../../package.json' with { type: 'json' };\nimport '../relay/server.ts';\n",
  'test/integration/all.test.ts': "import '../../electron/desktop/main.ts';\nimport '../../electron/web/main.ts';\n",
  'build/rooms.ts': "import '../electron/core/app.ts';\n",
};

/** One unlawful line each: where it stands, and the sentence that must come. */
const unlawful: { file: string; line: string; rule: string }[] = [
  { file: 'shared/a.ts', line: "import '../renderer/app/main.tsx';", rule: 'shared imports shared only' },
  {
    file: 'shared/a.ts',
    line: "import type { A } from '../electron/core/providers/a/client.ts';",
    rule: 'shared imports shared only',
  },
  { file: 'shared/a.ts', line: "import { readFileSync } from 'node:fs';", rule: rules.sharedPackages },
  { file: 'shared/a.ts', line: "import type { Stats } from 'fs';", rule: rules.sharedPackages },
  { file: 'shared/a.ts', line: "import 'zodiac';", rule: rules.sharedPackages },
  { file: 'shared/a.ts', line: "export * from '@orpc/server';", rule: rules.sharedPackages },
  {
    file: 'renderer/a.tsx',
    line: "import '../electron/core/app.ts';",
    rule: 'renderer imports renderer and shared only',
  },
  {
    file: 'renderer/a.tsx',
    line: "let a: import('../electron/core/providers/a/client.ts').A;",
    rule: 'renderer imports renderer and shared only',
  },
  { file: 'renderer/a.tsx', line: "import { join } from 'path';", rule: rules.rendererBuiltins },
  { file: 'renderer/a.tsx', line: "import { ipcRenderer } from 'electron/renderer';", rule: rules.electron },
  { file: 'electron/core/a.ts', line: "import '../relay/server.ts';", rule: 'core imports core and shared only' },
  { file: 'electron/core/a.ts', line: "import type { App } from 'electron';", rule: rules.electron },
  { file: 'electron/core/a.ts', line: "const { app } = require('electron');", rule: rules.electron },
  { file: 'electron/core/a.ts', line: "import electron = require('electron');", rule: rules.electron },
  { file: 'electron/core/a.ts', line: "import { fetch as get } from 'undici';", rule: rules.network },
  { file: 'electron/core/a.ts', line: "import { request } from 'https';", rule: rules.network },
  { file: 'electron/core/a.ts', line: "await fetch('https://example.org');", rule: rules.network },
  { file: 'electron/core/a.ts', line: "await globalThis['fetch']('https://example.org');", rule: rules.network },
  { file: 'electron/core/a.ts', line: 'export const deps = { fetch };', rule: rules.network },
  { file: 'electron/core/a.ts', line: "new WebSocket('wss://example.org');", rule: rules.network },
  { file: 'electron/core/a.ts', line: "await import('./http/' + name);", rule: rules.computed },
  { file: 'electron/core/a.ts', line: "export { a } from './nowhere.ts';", rule: rules.resolved },
  { file: 'electron/core/a.ts', line: 'const = ;', rule: rules.unparsed },
  { file: 'electron/core/providers/a/a.ts', line: "import type { B } from '../b/client.ts';", rule: rules.providers },
  { file: 'electron/relay/a.ts', line: "import '../core/app.ts';", rule: 'relay imports relay and shared only' },
  { file: 'electron/demo/a.ts', line: "import '../relay/server.ts';", rule: 'demo imports demo and shared only' },
  {
    file: 'electron/desktop/a.ts',
    line: "export * from '../web/main.ts';",
    rule: 'desktop imports desktop, core, relay, demo and shared only',
  },
  {
    file: 'electron/web/a.ts',
    line: "await import('../desktop/main.ts');",
    rule: 'web imports web, core, relay, demo and shared only',
  },
  { file: 'electron/web/a.ts', line: "import 'electron';", rule: rules.electron },
  { file: 'electron/a.ts', line: 'export {};', rule: rules.homeless },
  { file: 'shared/contract/call.ts', line: "import type { N } from '../domain/number.ts';", rule: rules.circle },
  { file: 'renderer/a.tsx', line: "const self = await import('./a.tsx');", rule: rules.circle },
  { file: 'build/a.ts', line: "export * from './a.ts';", rule: rules.circle },
  ...layers.flatMap(({ below, above, rule }) =>
    below.map((folder) => ({
      file: `${folder}x/a.ts`,
      line: `import type { A } from '../${'../'.repeat(folder.split('/').length - 1)}${above[0]?.endsWith('/') ? `${above[0]}main.tsx` : above[0]}';`,
      rule,
    })),
  ),
];

describe('room rules', () => {
  let root: string;
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'perezvon-rooms-'));
    for (const [file, text] of Object.entries(lawful)) write(file, text);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('lets a lawful program pass, having read all of it and nothing that is installed or built', () => {
    write('node_modules/other/index.ts', "import '../../nowhere.ts';");
    write('out/main.ts', "import '../../nowhere.ts';");
    const { violations, modules, imports } = inspectRooms(root);
    expect(violations).toEqual([]);
    expect(modules).toBe(Object.keys(lawful).length - 1);
    expect(imports).toBe(
      Object.values(lawful)
        .join('')
        .match(/\bimport\b|\bfrom\b(?=.*libphone)/g)?.length,
    );
  });

  it.each(unlawful)('$rule: $file: $line', ({ file, line, rule }) => {
    write(file, `// The second line is the unlawful one.\n${line}\n`);
    const expectedLine = rule === rules.unparsed || rule === rules.homeless ? 1 : 2;
    const found = inspectRooms(root).violations.map((violation) => ({ ...violation, target: undefined }));
    expect(found).toEqual([{ file, line: expectedLine, rule, target: undefined }]);
  });

  it('names the whole way round a circle, in any room and between rooms', () => {
    write('test/a.ts', "import type { B } from './fakes/b.test.ts';\n");
    write('test/fakes/b.test.ts', "import './nothing.ts';\nexport type { C as B } from '../../build/c.mjs';\n");
    write('build/c.mjs', "\nconst a = () => import('../test/a.ts');\n");
    write('test/leads-in.ts', "import './a.ts';\n");
    expect(inspectRooms(root).violations).toEqual([
      {
        file: 'build/c.mjs',
        line: 2,
        rule: rules.circle,
        target: 'build/c.mjs → test/a.ts → test/fakes/b.test.ts → build/c.mjs',
      },
    ]);
  });

  it('has a planted violation of every rule', () => {
    const planted = new Set(unlawful.map(({ rule }) => rule));
    for (const rule of Object.values(rules)) expect(planted).toContain(rule);
    for (const room of ['shared', 'renderer', 'core', 'relay', 'demo', 'desktop', 'web']) {
      expect([...planted].some((rule) => rule.startsWith(`${room} imports`))).toBe(true);
    }
  });
});

describe('this program', () => {
  it('keeps the rules, and every one of its modules was read', () => {
    const root = fileURLToPath(new URL('..', import.meta.url));
    const { violations, modules, imports } = inspectRooms(root);
    expect(violations).toEqual([]);
    // Counted another way than the check does.
    const counted = ['shared', 'renderer', 'electron', 'test', 'build']
      .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }))
      .filter((file) => /\.(tsx?|m[tj]s)$/.test(file));
    expect(modules).toBe(counted.length);
    expect(imports).toBeGreaterThan(modules);
  });
});
