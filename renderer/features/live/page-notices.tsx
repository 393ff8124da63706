import { useQuery } from '@tanstack/react-query';
import { createPart } from '../../parts/part.tsx';
import { useSession } from '../../session/session.tsx';

const ShownNotices = createPart(
  async () => (await import('./shown-notices.tsx')).ShownNotices,
  () => true,
);

/** Where the host cannot show notices, the page shows what core finds due, while its tab is open and the browser allows it. */
export function PageNotices() {
  const { api } = useSession();
  const host = useQuery(api.host.info.queryOptions());
  return host.data?.features.notifications === 'page' ? <ShownNotices /> : null;
}
