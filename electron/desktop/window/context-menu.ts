import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';
import { desktopWords, type Language } from '../../../shared/words/desktop.ts';

/** Electron brings no menu of its own for a right click: without this nobody pastes a password with the mouse. */
export function contextMenuTemplate(
  params: Pick<ContextMenuParams, 'isEditable' | 'selectionText' | 'editFlags'>,
  language: Language,
): MenuItemConstructorOptions[] {
  const words = desktopWords(language).edit;
  const { editFlags } = params;
  if (params.isEditable) {
    return [
      { role: 'cut', label: words.cut, enabled: editFlags.canCut },
      { role: 'copy', label: words.copy, enabled: editFlags.canCopy },
      { role: 'paste', label: words.paste, enabled: editFlags.canPaste },
      { type: 'separator' },
      { role: 'selectAll', label: words.selectAll, enabled: editFlags.canSelectAll },
    ];
  }
  return params.selectionText.trim() === '' ? [] : [{ role: 'copy', label: words.copy }];
}
