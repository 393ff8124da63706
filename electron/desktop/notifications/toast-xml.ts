/** A toast of Windows in its own words: only so does a click say which toast it was on after the program was restarted. */
export interface Toast {
  tag: string;
  title: string;
  body: string;
  silent: boolean;
  /** It stays, and rings, until somebody reacts or it is withdrawn. Needs a button. */
  insists: boolean;
  buttons: readonly { action: number; text: string }[];
  /** What a click beside the buttons does, by the number of the action. */
  onClick: number;
}

/**
 * As in Electron's own toasts, whose arguments it reads itself as well: the tag stands as it is, so it has to be plain. Some
 * builds of Windows refuse one with other signs ("not alphanumeric").
 */
const plainTag = /^[A-Za-z\d-]{1,64}$/;

export function toastXml({ tag, title, body, silent, insists, buttons, onClick }: Toast): string {
  if (!plainTag.test(tag)) throw new TypeError('the tag of a toast has signs that its arguments cannot carry');
  // Two texts, whatever the body has of lines: Windows shows four lines at most, and cuts off what is listed after them.
  const texts = [title, body].map((text) => `<text>${escapeXml(text)}</text>`).join('');
  const argumentsOf = (action: number) => escapeXml(`type=action&action=${action}&tag=${tag}`);
  const actions = buttons.map(({ action, text }) => {
    const launch = argumentsOf(action);
    return `<action content="${escapeXml(text)}" arguments="${launch}"/>`;
  });
  const audio = silent
    ? '<audio silent="true"/>'
    : insists
      ? '<audio src="ms-winsoundevent:Notification.Looping.Call" loop="true"/>'
      : '';
  return [
    // As a button: what Electron knows for a plain click (`type=click`) reaches the object alone, which is gone after a restart.
    `<toast launch="${argumentsOf(onClick)}"${insists ? ' scenario="reminder" duration="long"' : ''}>`,
    `<visual><binding template="ToastGeneric">${texts}</binding></visual>`,
    `<actions>${actions.join('')}</actions>${audio}</toast>`,
  ].join('');
}

/** What a toast's launch arguments say; undefined for those of somebody else's making, and for none. */
export function readActivation(launch: string): { tag: string; action: number | undefined } | undefined {
  const fields = new URLSearchParams(launch);
  const tag = fields.get('tag');
  if (tag === null || tag === '') return undefined;
  const action = fields.get('type') === 'action' ? Number(fields.get('action')) : undefined;
  return { tag, action: Number.isSafeInteger(action) ? action : undefined };
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Names of callers come from anywhere: also without what XML 1.0 does not allow at all, or the toast would not appear. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? '');
}
