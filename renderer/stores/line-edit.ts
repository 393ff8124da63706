import type { PbxLineSettings } from '../../shared/domain/hosted-pbx/pbx-line-settings.ts';

/** An edit of one line that was not sent yet, with every step of it. */
export interface LineEdit {
  /** What the provider had when it began. */
  before: PbxLineSettings;
  now: PbxLineSettings;
  past: readonly PbxLineSettings[];
  future: readonly PbxLineSettings[];
  /** Of which field the last step was: typing in one field is one step. */
  field?: string | undefined;
}

const mostSteps = 200;

export function beginEdit(before: PbxLineSettings): LineEdit {
  return { before, now: before, past: [], future: [] };
}

/** `field` names what is typed into, so that its letters are taken back together. */
export function changeEdit(edit: LineEdit, now: PbxLineSettings, field?: string): LineEdit {
  if (now === edit.now) return edit;
  const goesOn = field !== undefined && field === edit.field && edit.future.length === 0;
  const past = goesOn ? edit.past : [...edit.past, edit.now].slice(-mostSteps);
  return { before: edit.before, now, past, future: [], field };
}

export function undoEdit(edit: LineEdit): LineEdit {
  const now = edit.past.at(-1);
  if (now === undefined) return edit;
  return { before: edit.before, now, past: edit.past.slice(0, -1), future: [edit.now, ...edit.future] };
}

export function redoEdit(edit: LineEdit): LineEdit {
  const [now, ...future] = edit.future;
  if (now === undefined) return edit;
  return { before: edit.before, now, past: [...edit.past, edit.now], future };
}
