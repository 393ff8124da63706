import { create } from 'zustand';
import type { PbxLineSettings } from '../../shared/domain/hosted-pbx/pbx-line-settings.ts';
import { beginEdit, changeEdit, type LineEdit } from './line-edit.ts';

interface LineEditState {
  /** By `lineKey`. Kept when the screen is left, and forgotten with the page. */
  edits: Readonly<Record<string, LineEdit>>;
}

export const useLineEdits = create<LineEditState>()(() => ({ edits: {} }));

export function lineKey(accountId: string, number: string): string {
  return `${accountId}/${number}`;
}

/** `before`: what the provider has, from which an edit begins where there is none yet. */
export function editLine(key: string, before: PbxLineSettings, now: PbxLineSettings, field?: string): void {
  putEdit(key, changeEdit(useLineEdits.getState().edits[key] ?? beginEdit(before), now, field));
}

export function putEdit(key: string, edit: LineEdit): void {
  useLineEdits.setState(({ edits }) => ({ edits: { ...edits, [key]: edit } }));
}

export function dropEdit(key: string): void {
  useLineEdits.setState(({ edits: { [key]: _dropped, ...edits } }) => ({ edits }));
}
