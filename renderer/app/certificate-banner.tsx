import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useLive } from '../stores/live-store.ts';
import { Banner } from '../ui/banner.tsx';
import { useWords } from '../words/words.ts';

/** Behind a filter of the network nothing connects without the system's; elsewhere it is of no concern, and can be put away. */
export function CertificateBanner() {
  const { t } = useWords();
  const state = useLive(({ certificates }) => certificates);
  const [dismissed, setDismissed] = useState(false);
  if (dismissed || state === 'known') return null;
  return (
    <Banner icon={KeyRound} onDismiss={() => setDismissed(true)}>
      {t(`certificates.${state}`)}
    </Banner>
  );
}
