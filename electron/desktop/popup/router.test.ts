import { expect, it } from 'vitest';
import { startCore } from '../../../test/fixtures/running-core.ts';
import { popupRouter } from './router.ts';

it('is what the cards need, of core as it is, and nothing else', async () => {
  const running = await startCore();
  try {
    const names = Object.entries(popupRouter(running.core.router)).flatMap(([subject, procedures]) =>
      Object.keys(procedures).map((procedure) => `${subject}.${procedure}`),
    );
    expect(names.sort()).toEqual(['callbacks.order', 'host.info', 'live.dismiss', 'live.silence', 'updates.watch']);
  } finally {
    await running.close();
  }
});
