import type { Fields } from '../list-field.ts';
import type { Operation, OperationRequest } from '../operation.ts';
import { requirePhone } from '../parameters.ts';
import { Refusal } from '../refusal.ts';
import type { Traps } from '../traps.ts';

const targets = ['busy', 'inaccessible', 'noanswer', 'allcalls'] as const;
const waits = ['waitanswer', 'waitanswer2'] as const;

type Rules = Record<string, string>;
const off: Rules = { redirtype: '0' };

/** SIPNET API 2.7.0, 6.17. */
export const redirect: Operation = (request) => {
  const { parameters, settings, traps } = request;
  switch (parameters.oneOf('action', ['get', 'del', 'set'])) {
    case 'get':
      return rulesField(settings.redirect, traps);
    case 'del':
      settings.redirect = off;
      return {};
    case 'set': {
      const redirtype = parameters.oneOf('redirtype', ['0', '1', '2']);
      const before = traps.redirectLeftOut === 'kept' ? settings.redirect : {};
      settings.redirect = { ...before, redirtype, ...readRules(request) };
      return {};
    }
  }
};

function readRules({ parameters, traps }: OperationRequest): Rules {
  const rules: Rules = {};
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

/** What `get` answers is not documented: by itself, the fields of `set`. */
function rulesField(rules: Rules, { redirectGet, redirectWaits }: Traps): Fields {
  const told = redirectWaits === 'as-set' ? rules : { ...rules, ...waitsInSeconds(rules) };
  if (redirectGet === 'nested') return { redirect: told };
  return redirectGet === 'nothing-when-off' && rules.redirtype === '0' ? {} : told;
}

function waitsInSeconds(rules: Rules): Rules {
  const minutes = waits.flatMap((name) => {
    const wait = /^(\d+)m$/.exec(rules[name] ?? '')?.[1];
    return wait === undefined ? [] : [[name, `${Number(wait) * 60}s`]];
  });
  return Object.fromEntries(minutes);
}
