import { listField } from '../answer.ts';
import { Refusal } from '../refusal.ts';
import type { Operation } from '../service.ts';

/** Seed: SIPNET 6.9. One URL an account; `set` overwrites. */
export const webhook: Operation = ({ parameters, settings, traps }) => {
  switch (parameters.oneOf('action', ['list', 'clear', 'set'], 'list')) {
    case 'list':
      if (settings.hookUrl === undefined) return listField('webhooks', [], traps);
      return { webhooks: [settings.hookUrl] };
    case 'set': {
      const url = parameters.required('url');
      if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) throw new Refusal('bad-parameter', 'url');
      settings.hookUrl = url;
      return { url };
    }
    case 'clear':
      settings.hookUrl = undefined;
      return {};
  }
};
