import { expect, it } from 'vitest';
import { findPage, freePort } from './debugged-page.ts';

it('tells why it could not look for the page', async () => {
  await expect(findPage(await freePort(), 1)).rejects.toThrow(
    /no page of the program.*could not connect.*ECONNREFUSED/s,
  );
});
