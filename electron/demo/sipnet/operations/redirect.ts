import { requirePhone } from '../parameters.ts';
import { Refusal } from '../refusal.ts';
import type { Operation, OperationRequest } from '../service.ts';

const targets = ['busy', 'inaccessible', 'noanswer', 'allcalls'] as const;
const waits = ['waitanswer', 'waitanswer2'] as const;

/** Seed: SIPNET 6.17. What `get` answers is not documented: here, the fields of `set`. */
export const redirect: Operation = (request) => {
  const { parameters, settings } = request;
  switch (parameters.oneOf('action', ['get', 'del', 'set'])) {
    case 'get':
      return { ...settings.redirect };
    case 'del':
      settings.redirect = { redirtype: '0' };
      return {};
    case 'set':
      settings.redirect = { redirtype: parameters.oneOf('redirtype', ['0', '1', '2']), ...readRules(request) };
      return {};
  }
};

function readRules({ parameters, traps }: OperationRequest): Record<string, string> {
  const rules: Record<string, string> = {};
  for (const name of [...targets, ...waits]) {
    const value = traps.redirectSet === 'complete' ? parameters.required(name) : parameters.optional(name);
    if (value === undefined) continue;
    const isTarget = targets.some((target) => target === name);
    if (isTarget && value !== 'voicemail') requirePhone(name, value);
    if (!isTarget && !/^\d{1,3}[sm]$/.test(value)) throw new Refusal('bad-parameter', name);
    rules[name] = value;
  }
  return rules;
}
