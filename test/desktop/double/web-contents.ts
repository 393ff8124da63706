import type { HandlerDetails, MessagePortMain, WebContents, WebFrameMain } from 'electron';
import type { IpcMainDouble } from './ipc-main.ts';
import type { MessagePortDouble } from './message-port.ts';
import type { ModelledSystem } from './modelled-system.ts';
import type { Page, PageOptions } from './page.ts';
import { createEvent, type Modelled, StrictEmitter, strict } from './strict.ts';

type WindowOpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0];

let nextId = 1;

export class WebContentsDouble extends StrictEmitter implements Modelled<WebContents, WebContentsDouble> {
  id = nextId++;
  mainFrame: WebFrameMain;
  page: Page;
  private windowOpenHandler: WindowOpenHandler | undefined;
  private gone = false;

  constructor(
    system: ModelledSystem,
    ipcMain: IpcMainDouble,
    { preload, size }: Pick<PageOptions, 'preload' | 'size'>,
  ) {
    super('WebContents');
    this.page = system.openPage({
      preload,
      size,
      events: {
        onMessage: (channel, args) => {
          if (!this.gone) ipcMain.receive(this, channel, args);
        },
        // Contents that are gone tell of nothing, also where their page was drawn by then.
        onLoaded: () => {
          if (this.gone) return;
          this.emit('did-finish-load');
          this.emit('ready-to-show');
        },
        mayNavigate: (url, isMainFrame) => this.mayNavigate(url, isMainFrame),
        onWindowOpen: (url) => this.openWindow(url),
      },
    });
    const page = this.page;
    const frame: Pick<WebFrameMain, 'origin' | 'postMessage'> = {
      get origin() {
        const { protocol, host } = new URL(page.url());
        return `${protocol}//${host}`;
      },
      postMessage: (channel, message, transfer: MessagePortMain[] = []) =>
        page.deliver(channel, [message], transfer as unknown as MessagePortDouble[]),
    };
    this.mainFrame = strict('WebFrameMain', frame) as unknown as WebFrameMain;
  }

  getURL(): string {
    return this.page.url();
  }
  send(channel: string, ...args: unknown[]): void {
    this.page.deliver(channel, structuredClone(args), []);
  }
  executeJavaScript(code: string): Promise<unknown> {
    return this.page.evaluate(code);
  }
  reload(): void {
    void this.page.reload();
  }
  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.windowOpenHandler = handler;
  }
  destroy(): void {
    this.gone = true;
    void this.page.close();
  }

  /** What the page or its user asks for; a test that plays the page calls these. */
  mayNavigate(url: string, isMainFrame = true): boolean {
    const events = isMainFrame ? ['will-frame-navigate', 'will-navigate'] : ['will-frame-navigate'];
    return events.every((name) => {
      const event = createEvent({ url, isMainFrame, isSameDocument: false });
      this.emit(name, event);
      return !event.defaultPrevented;
    });
  }
  openWindow(url: string): 'allow' | 'deny' {
    const answer = this.windowOpenHandler?.({ url } as HandlerDetails) ?? { action: 'allow' };
    // Two clients of one pop-up raced in a prototype; a program that opens windows needs a double that can.
    if (answer.action === 'allow') throw new Error('the double opens no windows for a page');
    return answer.action;
  }
}
