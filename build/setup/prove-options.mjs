import { parseArgs } from 'node:util';
import { nearestOf } from './nearest.mjs';
import { UsageError } from './usage-error.mjs';

/**
 * @typedef {object} ProofOption
 * @property {string} takes what stands for its value in what is shown of it
 * @property {string} [usual] what counts where it is not given
 * @property {number} [least] of a number; an option without it takes any text
 * @property {number} [most] of a number, 999,999,999 unless given
 */

/**
 * @param {Record<string, ProofOption>} options
 * @returns {string} how they are typed
 */
export function describeOptions(options) {
  return Object.entries(options)
    .map(([name, { takes, usual }]) => `--${name} ${takes}${usual === undefined ? '' : ` (${usual})`}`)
    .join(' ');
}

/**
 * Reads what was typed behind the name of a proof.
 *
 * @param {string} proof
 * @param {Record<string, ProofOption>} options
 * @param {string[]} args
 * @returns {Record<string, string>} by the names of the options: what was given, else the usual. Throws UsageError.
 */
export function readProofOptions(proof, options, args) {
  /** @type {Record<string, string>} */
  const values = {};
  for (const [name, { usual }] of Object.entries(options)) if (usual !== undefined) values[name] = usual;
  /** @type {import('node:util').ParseArgsOptionsConfig} */
  const config = Object.fromEntries(Object.keys(options).map((name) => [name, { type: 'string' }]));
  for (const token of parseArgs({ args, options: config, strict: false, tokens: true }).tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') throw new UsageError(`${proof} takes no "${token.value}". ${taken(options)}`);
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (option === undefined) {
      const nearest = nearestOf(token.name, Object.keys(options));
      const meant = nearest === undefined ? '' : ` Did you mean --${nearest}?`;
      throw new UsageError(`${proof} takes no ${token.rawName}.${meant} ${taken(options)}`);
    }
    values[token.name] = readValue(token.name, option, token.value);
  }
  return values;
}

/**
 * @param {string} name
 * @param {ProofOption} option
 * @param {string | undefined} value
 */
function readValue(name, { takes, least, most = 999_999_999 }, value) {
  // What begins with a hyphen is the next option, and this one was left without.
  if (value === undefined || value === '' || value.startsWith('--'))
    throw new UsageError(`--${name} wants a value: --${name} ${takes}`);
  if (least === undefined) return value;
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < least || number > most)
    throw new UsageError(`--${name} takes a whole number from ${least} to ${most}, not "${value}"`);
  return value;
}

/** @param {Record<string, ProofOption>} options */
function taken(options) {
  const described = describeOptions(options);
  return described === '' ? 'It takes no options.' : `It takes ${described}`;
}
