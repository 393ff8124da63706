import { expect, test } from './fixtures/test.ts';

test('says why it does not replace itself here, and under which licences everything inside stands', {
  tag: '@every-host',
}, async ({ app, host }) => {
  await app.evaluate(() => {
    location.hash = '#/settings/about';
  });
  await expect(app.getByText(host === 'web' ? 'Off in the browser' : 'this copy runs from its sources')).toBeVisible();
  await expect(app.getByRole('button', { name: 'Check now' })).toBeHidden();

  await app.getByRole('button', { name: 'Read the licences' }).click();
  const listing = app.getByRole('region', { name: 'Licences of everything inside' });
  for (const name of [
    'react - ',
    'electron-updater - ',
    'mpg123, within',
    'LAME, within',
    'LESSER GENERAL PUBLIC LICENSE',
  ]) {
    await expect(listing).toContainText(name);
  }
});
