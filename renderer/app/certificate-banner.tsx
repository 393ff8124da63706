import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useLive } from '../stores/live-store.ts';
import { Banner } from '../ui/banner.tsx';
import { useWords } from '../words/words.ts';

/** Behind a filter of the network nothing connects without the system's; elsewhere it is of no concern, and can be put away. */
export function CertificateBanner() {
  const { t } = useWords();
  const state = useLive(({ certificates }) => certificates);
  // What is told next is another thing.
  const [dismissed, setDismissed] = useState<typeof state>();
  if (state === dismissed || state === 'known') return null;
  return (
    <Banner icon={KeyRound} onDismiss={() => setDismissed(state)}>
      {t(state === 'late' ? 'certificates.late' : 'certificates.unread')}
    </Banner>
  );
}
