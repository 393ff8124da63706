import { FileDown } from 'lucide-react';
import { useState } from 'react';
import { createPart } from '../../parts/part.tsx';
import { useLost } from '../../session/use-lost.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useWords } from '../../words/words.ts';

const ExportDialog = createPart(
  async () => (await import('./export-dialog.tsx')).ExportDialog,
  ({ open }) => open,
);

/** Saves what the log shows, all of it and not only what was scrolled to, as a table. */
export function ExportButton() {
  const { t } = useWords();
  const lost = useLost();
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton
        icon={FileDown}
        size="sm"
        label={t('calls.export.title')}
        unable={lost}
        onClick={() => setOpen(true)}
      />
      <ExportDialog open={open} onClose={() => setOpen(false)} />
    </>
  );
}
