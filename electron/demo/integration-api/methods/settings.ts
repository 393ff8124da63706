import { z } from 'zod';
import { Refusal } from '../refusal.ts';
import { parseBody } from '../request-fields.ts';
import type { Method } from '../service.ts';

const getSchema = z.object({ nums: z.array(z.string()).min(1) });

/** Integration API, Vats/settings/get. */
export const getSettings: Method = ({ service, body, traps }) => {
  const lines = parseBody(getSchema, body).nums.map((text) => {
    // "Without the 8", says the document; what of other forms, it does not.
    if (!/^\d{10}$/.test(text)) throw new Refusal('bad-parameter', 'nums');
    if (!service.contract.numbers.includes(text)) throw new Refusal('foreign-number', text);
    return text;
  });
  const settings = service.settings.show([...new Set(lines)], traps);
  return { apiName: 'getVatsSettings', isoCallTime: true, fields: { [traps.settingsKey]: settings } };
};

/** Integration API, Vats/settings/set. */
export const setSettings: Method = ({ service, body, traps }) => {
  const received = (body as Record<string, unknown> | null)?.[traps.settingsKey];
  service.settings.change(received, traps);
  return { apiName: 'setVatsSettings', isoCallTime: true, fields: {} };
};
