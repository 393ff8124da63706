import type { WebButtonOutcome } from '../../../shared/contract/account-tools/web-buttons.ts';
import {
  findWebButtonFaults,
  isButtonAsSent,
  isSameButton,
  type WebButton,
  type WebButtonFields,
} from '../../../shared/domain/web-buttons.ts';
import type { Logger } from '../ports.ts';
import { ProblemError } from '../problems.ts';
import { changeOnce } from '../provider-settings/change-once.ts';
import { facetOf } from '../providers/facets.ts';
import type { WebButtonsFacet } from '../providers/web-buttons-facet.ts';
import type { ToolsOf, Whose } from './whose.ts';

/** Buttons on web pages that call accounts. Rejects with ProblemError, ProviderError or VaultError. */
export interface WebButtonTool {
  list(whose: Whose): Promise<WebButton[]>;
  add(edit: Whose & { button: WebButtonFields }): Promise<WebButtonOutcome>;
  /** `before`: what the edit began from. */
  update(edit: Whose & { before: WebButton; button: WebButtonFields }): Promise<WebButtonOutcome>;
  remove(edit: Whose & { id: string }): Promise<WebButtonOutcome>;
}

export interface WebButtonDeps {
  toolsOf: ToolsOf;
  logger: Logger;
}

interface Change {
  /** Of what is there: throws where nothing must be sent. */
  expect(buttons: readonly WebButton[]): void;
  send(facet: WebButtonsFacet): Promise<void>;
  isDone(now: readonly WebButton[], before: readonly WebButton[]): boolean;
}

export function createWebButtonTool({ toolsOf, logger }: WebButtonDeps): WebButtonTool {
  async function access(whose: Whose): Promise<WebButtonsFacet> {
    return facetOf(await toolsOf(whose), 'webButtons');
  }

  async function change(whose: Whose, { expect, send, isDone }: Change): Promise<WebButtonOutcome> {
    const facet = await access(whose);
    const before = await facet.list();
    expect(before);
    const { now, readBack } = await changeOnce({
      name: 'web-buttons',
      before,
      logger,
      send: () => send(facet),
      read: () => facet.list(),
      isDone: (buttons) => isDone(buttons, before),
    });
    return { buttons: now, readBack };
  }

  return {
    list: async (whose) => (await access(whose)).list(),
    async add({ button, ...whose }) {
      check(button);
      // A list need not name its buttons: one more that looks so is the new one.
      const count = (buttons: readonly WebButton[]) => buttons.filter((one) => isButtonAsSent(one, button)).length;
      return change(whose, {
        expect: () => {},
        send: (facet) => facet.add(button),
        isDone: (now, before) => count(now) > count(before),
      });
    },
    async update({ before, button, ...whose }) {
      const { id } = before;
      if (id === undefined) throw new ProblemError('NOT_FOUND');
      check(button, before);
      return change(whose, {
        expect(buttons) {
          if (!isSameButton(find(buttons, id), before)) throw new ProblemError('SETTINGS_CHANGED');
        },
        send: (facet) => facet.update(id, button),
        isDone: (now) => now.some((one) => one.id === id && isButtonAsSent(one, button)),
      });
    },
    remove: ({ id, ...whose }) =>
      change(whose, {
        expect: (buttons) => void find(buttons, id),
        send: (facet) => facet.remove(id),
        isDone: (now) => !now.some((one) => one.id === id),
      }),
  };
}

function check(button: WebButtonFields, received?: WebButton): void {
  const [field] = findWebButtonFaults(button, received);
  if (field !== undefined) throw new ProblemError('BAD_INPUT', { field });
}

function find(buttons: readonly WebButton[], id: string): WebButton {
  const [button, another] = buttons.filter((one) => one.id === id);
  // Where two are called the same, nobody knows which one would be changed.
  if (button === undefined || another !== undefined) throw new ProblemError('NOT_FOUND');
  return button;
}
