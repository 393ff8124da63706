/**
 * What runs in the page. The functions are sent as text and lean on nothing outside themselves. They touch no more of the
 * page than is declared here: the rest of this room is Node and has no DOM types.
 */
interface Listened {
  addEventListener<Event>(name: string, listener: (event: Event) => void, options?: { once: boolean }): void;
}
interface Port {
  postMessage(message: string): void;
  onmessage: ((event: { data: unknown }) => void) | null;
}
interface Sound extends Listened {
  currentTime: number;
  readonly duration: number;
  readonly seekable: { length: number; end(index: number): number };
  readonly error: { code: number; message: string } | null;
}
interface Violation {
  effectiveDirective: string;
  blockedURL?: string | null;
}
declare const window: Listened & { perezvonHost: { requestPort(): void }; inlineScriptRan?: boolean };
declare const document: Listened & {
  createElement(name: 'script'): { textContent: string };
  head: { append(element: unknown): void };
  querySelector(selector: string): unknown;
};
declare const Audio: new (source: string) => Sound;
declare const MutationObserver: new (listener: () => void) => { observe(target: unknown, what: object): void };
declare const ReportingObserver: new (
  listener: (reports: { body: Violation }[]) => void,
  options: { types: string[]; buffered: boolean },
) => { observe(): void; takeRecords(): { body: Violation }[] };

/** Asks the preload for a port, as the page does, and makes one call of the contract over it. Answers the raw answer. */
export async function callContract(message: string): Promise<unknown> {
  const port = await new Promise<Port>((resolve) => {
    window.addEventListener<{ data: { perezvon?: unknown } | null; ports: Port[] }>('message', ({ data, ports }) => {
      if (data?.perezvon === 'port' && ports[0] !== undefined) resolve(ports[0]);
    });
    window.perezvonHost.requestPort();
  });
  return new Promise((resolve) => {
    port.onmessage = ({ data }) => resolve(data);
    port.postMessage(message);
  });
}

export async function fetchPart({ path, range }: { path: string; range: string }): Promise<unknown> {
  const response = await fetch(path, { headers: { range } });
  const bytes = new Uint8Array(await response.arrayBuffer());
  return {
    status: response.status,
    contentRange: response.headers.get('content-range') ?? '',
    // Of an answer that is the whole recording, no more than says so.
    bytes: [...bytes.subarray(0, 1024)],
  };
}

/** Plays nothing: it goes to the middle. Seconds. */
export async function seekMiddle(path: string): Promise<unknown> {
  const sound = new Audio(path);
  const reached = (name: string) =>
    new Promise<void>((resolve, reject) => {
      sound.addEventListener(name, () => resolve(), { once: true });
      const fail = () => reject(new Error(`media error ${sound.error?.code}: ${sound.error?.message}`));
      sound.addEventListener('error', fail, { once: true });
    });
  await reached('loadedmetadata');
  const there = reached('seeked');
  sound.currentTime = sound.duration / 2;
  await there;
  const { seekable } = sound;
  return {
    duration: sound.duration,
    position: sound.currentTime,
    seekableTo: seekable.length === 0 ? 0 : seekable.end(0),
  };
}

/** Does what the policy forbids, and answers what came of it. */
export async function breakPolicy(): Promise<unknown> {
  const refused = new Promise<string>((resolve) => {
    document.addEventListener<Violation>('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
  });
  const script = document.createElement('script');
  script.textContent = 'window.inlineScriptRan = true';
  document.head.append(script);
  return window.inlineScriptRan === true ? { ran: true, refusedBy: '' } : { ran: false, refusedBy: await refused };
}

/** Waits until the program's page stands, and answers how it has broken its policy since it began to load. */
export async function watchPage(): Promise<unknown> {
  const violations: string[] = [];
  const note = (reports: { body: Violation }[]) => {
    for (const { body } of reports) violations.push(`${body.effectiveDirective} ${body.blockedURL ?? ''}`.trim());
  };
  // What was broken before anybody looked is in its buffer.
  const observer = new ReportingObserver(note, { types: ['csp-violation'], buffered: true });
  observer.observe();
  const stands = () => document.querySelector('main:not([role=alert])') !== null;
  await new Promise<void>((resolve) => {
    if (stands()) resolve();
    const watch = () => {
      if (stands()) resolve();
    };
    new MutationObserver(watch).observe(document, { childList: true, subtree: true });
  });
  await new Promise((resolve) => setTimeout(resolve, 0));
  note(observer.takeRecords());
  return violations;
}
