import { listField } from '../list-field.ts';
import type { Operation } from '../operation.ts';
import { Refusal } from '../refusal.ts';

/** SIPNET API 2.7.0, 6.9. One URL an account; `set` overwrites. */
export const webhook: Operation = ({ parameters, settings, traps }) => {
  switch (parameters.oneOf('action', ['list', 'clear', 'set'], 'list')) {
    case 'list':
      if (settings.hookUrl === undefined || traps.webhookRows === 'rows') {
        return listField('webhooks', settings.hookUrl === undefined ? [] : [{ url: settings.hookUrl }], traps);
      }
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
