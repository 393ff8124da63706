import { useView } from '../stores/view-store.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { useWords } from '../words/words.ts';

export function ShortcutsDialog() {
  const { t } = useWords();
  const open = useView((state) => state.shortcutsOpen);
  const shortcuts: [keys: string[], text: string][] = [
    [['↑', '↓'], t('app.shortcuts.move')],
    [['Enter'], t('app.shortcuts.openRow')],
    [['C'], t('app.shortcuts.callBack')],
    [['E'], t('app.shortcuts.done')],
    [['S'], t('app.shortcuts.later')],
    [['Ctrl Z'], t('app.undo')],
    [['Space'], t('app.shortcuts.play')],
    [['←', '→'], t('app.shortcuts.seek')],
    [['N'], t('app.shortcuts.note')],
    [['X', 'Shift X'], t('app.shortcuts.choose')],
    [['/'], t('app.shortcuts.search')],
    [['Ctrl K'], t('app.palette.title')],
    [['D'], t('app.shortcuts.dial')],
    [['Esc'], t('app.shortcuts.escape')],
    [['?'], t('app.shortcuts.help')],
  ];
  return (
    <Dialog open={open} onClose={() => useView.setState({ shortcutsOpen: false })} title={t('app.shortcuts.title')}>
      <dl className="flex flex-col">
        {shortcuts.map(([keys, text]) => (
          <div key={text} className="flex h-9 items-center justify-between border-line border-t first:border-t-0">
            <dt>{text}</dt>
            <dd className="flex gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
