import { readFileSync } from 'node:fs';
import { moveDate } from '../../../fixtures/moved-date.ts';
import type { MessagePortDouble } from '../message-port.ts';
import type { Page, PageOpener, PageOptions } from '../page.ts';
import { type Cdp, connectCdp } from './cdp.ts';
import type { SchemeServer } from './scheme-server.ts';
import { bindingName, isolatedWorld, setUpIsolatedWorld, setUpMainWorld } from './worlds.ts';

/** What the page's isolated world says over its binding. */
type Told =
  | { kind: 'send'; channel: string; args: unknown[] }
  | { kind: 'open'; url: string }
  | { kind: 'port'; id: number; data: unknown }
  | { kind: 'port-closed'; id: number };

/** Windows of real Chromium, over the DevTools protocol. */
export async function openChromium(
  webSocketUrl: string,
  schemes: SchemeServer,
  dateOffsetMs: number,
): Promise<PageOpener> {
  const cdp = await connectCdp(webSocketUrl);
  return (options) => createPage(cdp, schemes, dateOffsetMs, options);
}

function createPage(
  cdp: Cdp,
  schemes: SchemeServer,
  dateOffsetMs: number,
  { preload, size, events }: PageOptions,
): Page {
  const ports = new Map<number, MessagePortDouble>();
  let url = '';
  /** The isolated world of the document that is there now. */
  let world: string | undefined;
  let lastPort = 0;
  /** Addresses that the program itself navigates to, which asks nobody. */
  const ownLoads = new Set<string>();
  const opening = open();
  // A failure is that of the first `load`.
  opening.catch(() => {});

  async function open() {
    const wanted = { url: 'about:blank', newWindow: true, ...size };
    const { targetId } = await cdp.send<{ targetId: string }>('Target.createTarget', wanted);
    const { sessionId } = await cdp.send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true });
    const send = <Answer>(method: string, params?: object) => cdp.send<Answer>(method, params, sessionId);
    const on = <Params>(method: string, listener: (params: Params) => void) =>
      cdp.on(sessionId, method, listener as (params: never) => void);

    on<{ context: { name: string; uniqueId: string; auxData: { frameId: string } } }>(
      'Runtime.executionContextCreated',
      ({ context }) => {
        if (context.name === isolatedWorld && context.auxData.frameId === targetId) world = context.uniqueId;
      },
    );
    on('Runtime.executionContextsCleared', () => {
      world = undefined;
      // The document took its ends of the ports with it.
      for (const port of ports.values()) port.close();
      ports.clear();
    });
    on<{ name: string; payload: string }>('Runtime.bindingCalled', ({ name, payload }) => {
      if (name === bindingName) hear(JSON.parse(payload) as Told);
    });
    on<{ frame: { id: string; url: string; urlFragment?: string } }>('Page.frameNavigated', ({ frame }) => {
      if (frame.id === targetId) url = schemes.fromChromium(frame.url + (frame.urlFragment ?? ''));
    });
    on<{ frameId: string; url: string }>('Page.navigatedWithinDocument', (navigated) => {
      if (navigated.frameId === targetId) url = schemes.fromChromium(navigated.url);
    });
    on('Page.loadEventFired', () => {
      if (url.startsWith('app:')) events.onLoaded();
    });
    on<{ requestId: string; frameId: string; request: { url: string } }>('Fetch.requestPaused', (paused) => {
      const { requestId, frameId, request } = paused;
      const asked = schemes.fromChromium(request.url);
      const may = ownLoads.delete(asked) || events.mayNavigate(asked, frameId === targetId);
      const answer = may
        ? send('Fetch.continueRequest', { requestId })
        : send('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
      // The window may close while it is asked.
      answer.catch(() => {});
    });

    await send('Page.enable');
    await send('Runtime.enable');
    await send('Fetch.enable', { patterns: [{ urlPattern: '*', resourceType: 'Document' }] });
    await send('Runtime.addBinding', { name: bindingName, executionContextName: isolatedWorld });
    await send('Page.addScriptToEvaluateOnNewDocument', { source: `(${setUpMainWorld})()` });
    await send('Page.addScriptToEvaluateOnNewDocument', { source: `(${moveDate})(${dateOffsetMs})` });
    const source = preload === undefined ? '' : readFileSync(preload, 'utf8');
    await send('Page.addScriptToEvaluateOnNewDocument', {
      worldName: isolatedWorld,
      source: `(${setUpIsolatedWorld})(${[source, bindingName, process.platform].map((each) => JSON.stringify(each))})`,
    });
    return { send, targetId };
  }

  function hear(told: Told): void {
    if (told.kind === 'send') events.onMessage(told.channel, told.args);
    else if (told.kind === 'open') events.onWindowOpen(schemes.fromChromium(told.url));
    else if (told.kind === 'port') ports.get(told.id)?.postMessage(told.data);
    else {
      ports.get(told.id)?.close();
      ports.delete(told.id);
    }
  }

  /** Calls `double.<name>` in the isolated world; whoever speaks to a page that is gone is not heard. */
  function tell(name: 'deliver' | 'portMessage' | 'portClosed', ...args: unknown[]): void {
    const uniqueContextId = world;
    if (uniqueContextId === undefined) return;
    const expression = `double.${name}(${args.map((each) => JSON.stringify(each)).join(', ')})`;
    opening.then(({ send }) => send('Runtime.evaluate', { expression, uniqueContextId })).catch(() => {});
  }

  return {
    url: () => url,
    async load(to) {
      const { send } = await opening;
      ownLoads.add(to.replace(/#.*/, ''));
      const { errorText } = await send<{ errorText?: string }>('Page.navigate', { url: schemes.toChromium(to) });
      if (errorText !== undefined) throw new Error(`${errorText} loading '${to}'`);
    },
    async reload() {
      const { send } = await opening;
      ownLoads.add(url.replace(/#.*/, ''));
      await send('Page.reload');
    },
    async evaluate(expression) {
      const { send } = await opening;
      const { result, exceptionDetails } = await send<{
        result: { value?: unknown };
        exceptionDetails?: { exception?: { description?: string } };
      }>('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
      // Electron rejects with the error that the script threw, without the stack of the page.
      const { description } = exceptionDetails?.exception ?? {};
      if (exceptionDetails !== undefined) throw new Error(description?.split('\n')[0]);
      return result.value;
    },
    deliver(channel, args, given) {
      const ids = given.map((port) => {
        lastPort += 1;
        const id = lastPort;
        ports.set(id, port);
        port.on('message', ({ data }: { data: unknown }) => tell('portMessage', id, data));
        port.on('close', () => tell('portClosed', id));
        port.start();
        return id;
      });
      tell('deliver', channel, args, ids);
    },
    async close() {
      const { targetId } = await opening;
      await cdp.send('Target.closeTarget', { targetId }).catch(() => {});
    },
  };
}
