import type { CDPSession, Page, TestInfo } from '@playwright/test';
import { homeOf } from './fixtures/home.ts';
import { caller, otherCaller, planted } from './fixtures/provider.ts';
import { expect, test } from './fixtures/test.ts';

/**
 * A new user without a mouse, and perhaps without sight: from the first start to the first callback by keys alone. The tree
 * that a screen reader is given goes with the report of the test at each step, and the names that matter are checked in it.
 */
test('from the first start to the first callback by keyboard alone', async ({ app, provider, clock }, testInfo) => {
  const { keyboard } = app;
  const home = homeOf(app);
  provider.addCall({ direction: 'in', remote: otherCaller.digits, startedAt: clock.now() - 700_000, ringSeconds: 9 });
  provider.addCall({ direction: 'in', remote: caller.digits, startedAt: clock.now() - 600_000, ringSeconds: 20 });

  await test.step('the first screen says what it is and what can be chosen', async () => {
    await expectTree(
      { page: app, testInfo, step: '1 first screen' },
      `
      - main:
        - heading "Who is calling, whom to call back" [level=1]
        - list:
          - listitem:
            - button "SIPNET login and password or API key"
        - button /Look around with a demo account/
        - radiogroup "Language":
          - radio "English" [checked]
      `,
    );
    await tabTo(app, /^SIPNET/);
    await keyboard.press('Enter');
  });

  await test.step('the credentials are typed, and the address of the provider under More', async () => {
    await expect.poll(() => focusOf(app)).toEqual({ role: 'textbox', name: 'Login' });
    await expectTree(
      { page: app, testInfo, step: '2 credentials' },
      `
      - main:
        - button "Back"
        - heading "Sign in to SIPNET" [level=1]
        - radiogroup "How to sign in":
          - radio "Login and password" [checked]
        - textbox "Login"
        - textbox "Password"
        - button "Show what is typed"
        - button "Check" [disabled]
      `,
    );
    await keyboard.type(planted.login);
    await tabTo(app, 'Password');
    await keyboard.type(planted.password);
    await tabTo(app, 'More');
    await keyboard.press('Enter');
    await tabTo(app, 'Address of the provider');
    await keyboard.type(provider.url);
    await tabTo(app, 'Check');
    await keyboard.press('Enter');
  });

  await test.step('what was found is told, and the own phone typed', async () => {
    await expect.poll(() => focusOf(app)).toEqual({ role: 'textbox', name: 'Your own phone' });
    await expectTree(
      { page: app, testInfo, step: '3 found' },
      `
      - main:
        - button "Back"
        - heading "It works" [level=1]
        - textbox "Your own phone"
        - radiogroup "How to hear of calls":
          - radio "As they ring"
          - radio "Once they have ended" [checked]
        - button "Connect"
      `,
    );
    await keyboard.type(planted.ownNumber);
    await tabTo(app, 'Connect');
    await keyboard.press('Enter');
  });

  await test.step('home: who waits is a few keys away', async () => {
    await expect(home.waiting).toHaveCount(2);
    // The form went with the button that was pressed: the focus is where the new screen begins.
    expect(await focusOf(app)).toMatchObject({ role: 'main' });
    await expectTree(
      { page: app, testInfo, step: '4 home' },
      `
      - navigation "Sections":
        - link "Calls 2 callers are waiting"
        - link "Settings"
      - main:
        - heading "Calls" [level=1]
        - searchbox "Name, number, note"
        - button "Dial"
        - region "To call back 2":
          - list:
            - listitem:
              - button /^\\+7 916 100-02-32, waiting \\d+m, \\+7 495 123-45-67$/
              - 'button "Remind me later: +7 916 100-02-32"'
              - 'button "Done: +7 916 100-02-32"'
              - 'button "Call back: +7 916 100-02-32"'
        - group "Which calls":
          - button "All" [pressed]
        - region "Call log":
          - list:
            - listitem:
              - heading "Today" [level=3]
            - listitem:
              - button /^\\+7 916 100-02-32, incoming, missed, .*today/
      `,
    );
    await tabTo(app, /^\+7 916 100-02-32, waiting/);
  });

  await test.step('one key orders one call, and what becomes of it is told', async () => {
    await keyboard.press('c');
    await expect.poll(() => provider.orders.length).toBe(1);
    await expectTree(
      { page: app, testInfo, step: '5 ordered' },
      `
      - main:
        - region "Calls right now":
          - 'article "Call: +7 916 100-02-32"':
            - status: /Ordered. Your phone is about to ring/
            - list "How far the call is"
        - region "To call back 2":
          - list:
            - listitem:
              - 'button "Calling…: +7 916 100-02-32" [disabled]'
      `,
    );
    const [order] = provider.orders;
    await order?.answerSource();
    await order?.answerDestination();
    await expect(home.order(caller.shown).getByRole('status')).toHaveText('Talking');
    await order?.hangUp();
    await expect(home.waitingFor(caller.shown)).toHaveCount(0);
    expect(provider.requestsFor('gencall')).toHaveLength(1);
  });

  await test.step('the row is gone, and an arrow leads to the next; a key pressed too late calls nobody', async () => {
    await expectTree(
      { page: app, testInfo, step: '6 called back' },
      `
      - navigation "Sections":
        - link "Calls 1 caller is waiting"
      - main:
        - region "To call back 1":
          - list:
            - listitem:
              - 'button "Call back: +7 812 309-45-67"'
          - button "Recently done"
      `,
    );
    await keyboard.press('c');
    await keyboard.press('ArrowDown');
    await expect.poll(() => focusOf(app)).toMatchObject({ name: expect.stringMatching(/^\+7 812 309-45-67, waiting/) });
    expect(provider.requestsFor('gencall')).toHaveLength(1);
  });
});

const sessions = new WeakMap<Page, CDPSession>();

/** What has the focus, as the browser tells assistive technology. */
async function focusOf(page: Page): Promise<{ role: string; name: string }> {
  const session = sessions.get(page) ?? (await page.context().newCDPSession(page));
  sessions.set(page, session);
  const { result } = await session.send('Runtime.evaluate', { expression: 'document.activeElement' });
  const { nodes } = await session.send('Accessibility.getPartialAXTree', {
    ...(result.objectId === undefined ? {} : { objectId: result.objectId }),
    fetchRelatives: false,
  });
  return { role: String(nodes[0]?.role?.value ?? ''), name: String(nodes[0]?.name?.value ?? '') };
}

/** Presses Tab until the focus is on what is so named, and there it is seen. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const passed: string[] = [];
  for (let stops = 0; stops < 40; stops += 1) {
    await page.keyboard.press('Tab');
    const stop = await focusOf(page);
    passed.push(`${stop.role} "${stop.name}"`);
    if (typeof name === 'string' ? stop.name === name : name.test(stop.name)) {
      expect(await page.locator(':focus').evaluate((element) => element.matches(':focus-visible'))).toBe(true);
      return;
    }
    // A stop without a name says nothing to who cannot see it. Behind the last one Tab begins anew, at the page itself.
    if (stop.role !== 'RootWebArea' && stop.role !== 'generic') expect(stop.name, passed.at(-1)).not.toBe('');
  }
  throw new Error(`Tab never came to ${name}:\n${passed.join('\n')}`);
}

/** Puts the tree on record, and checks that it has these, in this order. */
async function expectTree(
  { page, testInfo, step }: { page: Page; testInfo: TestInfo; step: string },
  wanted: string,
): Promise<void> {
  const body = page.locator('body');
  await expect(body).toMatchAriaSnapshot(wanted);
  await testInfo.attach(`${step}.yml`, { body: await body.ariaSnapshot(), contentType: 'text/yaml' });
}
