/**
 * `node build/number-formats.ts` writes anew what `shared/domain/number-formats.ts` knows of countries, after another
 * libphonenumber-js was installed.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import metadata from 'libphonenumber-js/min/metadata';
import type { NumberFormat } from '../shared/domain/number-formats.ts';

/** A format as the metadata keeps it: pattern, format, beginnings from coarse to fine, two of national use, international. */
type KeptFormat = [string, string, string[]?, unknown?, unknown?, string?];
/** The fifth of a numbering plan's parts are its formats. */
type KeptPlan = { 4?: KeptFormat[] };
interface KeptMetadata {
  country_calling_codes: Record<string, string[]>;
  countries: Record<string, KeptPlan>;
  nonGeographic: Record<string, KeptPlan>;
}

/** How numbers of each calling code are written internationally; countries that share one are written as its first. */
export function formatsOf(kept: unknown): Record<string, NumberFormat[]> {
  const { country_calling_codes: codes, countries, nonGeographic } = kept as KeptMetadata;
  const plans: [string, KeptPlan | undefined][] = [
    ...Object.entries(codes).map(([code, [main = '']]): [string, KeptPlan | undefined] => [code, countries[main]]),
    ...Object.entries(nonGeographic),
  ];
  return Object.fromEntries(plans.map(([code, plan]) => [code, (plan?.[4] || []).map(asWritten)]));
}

function asWritten([pattern, national, beginnings, , , international]: KeptFormat): NumberFormat {
  const groups = [...pattern.matchAll(/\(\\d(?:\{([\d,]+)\})?\)/g)].map(([, length = '1']) => length);
  const rebuilt = groups.map((length) => (length === '1' ? '(\\d)' : `(\\d{${length}})`)).join('');
  const written = (international ?? national).replace(/[-\s().]+/g, ' ').trim();
  // Were it ever otherwise, they could not be kept so short.
  if (rebuilt !== pattern || written !== groups.map((_length, index) => `$${index + 1}`).join(' ')) {
    throw new Error(`${pattern} as ${written} is more than groups of digits`);
  }
  const beginning = beginnings?.at(-1);
  return beginning === undefined ? [groups.join(' ')] : [groups.join(' '), beginning];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = fileURLToPath(new URL('../shared/domain/number-formats.ts', import.meta.url));
  writeFileSync(
    file,
    `/**
 * One way to write national numbers: how many digits each group has (\`3 4,7\`: three, then four to seven), and what the
 * numbers begin with where not all are meant.
 */
export type NumberFormat = readonly [groups: string, beginning?: string];

/**
 * By calling code, of which none begins another. Made from the metadata of libphonenumber-js by \`build/number-formats.ts\`:
 * a sixth of it, for what is shown before anything is read or checked.
 */
export const numberFormats: Readonly<Record<string, readonly NumberFormat[]>> = ${JSON.stringify(formatsOf(metadata))};
`,
  );
  execFileSync('node_modules/.bin/biome', ['format', '--write', file], { stdio: 'inherit' });
}
