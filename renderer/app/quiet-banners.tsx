import { UpdateBanner } from '../features/about/update-banner.tsx';
import { CertificateBanner } from './certificate-banner.tsx';

/** What concerns the whole program and is seldom there. */
export function QuietBanners() {
  return (
    <>
      <CertificateBanner />
      <UpdateBanner />
    </>
  );
}
