import { describe, expect, it } from 'vitest';
import theme from './theme.css?raw';

/** WCAG 2.2, 1.4.3: of all text, for none here is large. */
const least = 4.5;
const modes = ['light', 'dark'] as const;
type Mode = (typeof modes)[number];
type Colour = readonly [red: number, green: number, blue: number];

const tokens = new Map<string, Record<Mode, Colour>>();
for (const [, name = '', light = '', dark = light] of theme.matchAll(
  /--color-([\w-]+): (?:light-dark\()?(#[\da-f]{6}|#fff)(?:, (#[\da-f]{6})\))?;/g,
)) {
  tokens.set(name, { light: colourOf(light), dark: colourOf(dark) });
}

/** On these any text may stand, of any colour that text is written in. */
const pages = ['bg', 'surface', 'raised', 'sunk', 'hover', 'selected', 'accent-bg', 'go-bg', 'miss-bg'];
const inks = ['text', 'dim', 'faint', 'accent', 'go', 'miss'];
/** On these only what is named beside them in the same element, and what is written when nothing is named. */
const blocks = ['block-1', 'block-2', 'block-3', 'block-4', 'block-5'];

const sources = import.meta.glob<string>(['../**/*.{ts,tsx}', '!**/*.test.*'], {
  query: '?raw',
  import: 'default',
  eager: true,
});
/** What is written between quotes anywhere in the page: class names among it, those of one element mostly together. */
const literals = Object.values(sources).flatMap((source) =>
  [...source.matchAll(/'([^'\n]*)'|"([^"\n]*)"|`([^`]*)`/g)].map(([, ...parts]) => parts.find(Boolean) ?? ''),
);

/** `[ground, ink]` of every element that names both, whatever the state in which it shows them. */
const named = new Set(
  literals.flatMap((literal) => {
    const uses = (property: string) =>
      literal
        .split(/\s+/)
        .map((name) => /^(?:.*:)?(bg|text)-([\w-]+(?:\/\d+)?)!?$/.exec(name))
        .filter((found) => found?.[1] === property && tokens.has((found[2] ?? '').replace(/\/\d+$/, '')))
        .map((found) => found?.[2] ?? '');
    return uses('bg').flatMap((ground) => uses('text').map((ink) => `${ground} ${ink}`));
  }),
);

const pairs = [
  ...pages.flatMap((ground) => inks.map((ink) => `${ground} ${ink}`)),
  ...blocks.map((ground) => `${ground} text`),
  ...named,
].map((pair) => pair.split(' ') as [string, string]);

describe('every text can be read', () => {
  it('reads the colours and their uses', () => {
    expect([...tokens.keys()]).toEqual(expect.arrayContaining([...pages, ...inks, ...blocks]));
    expect([...named]).toEqual(
      expect.arrayContaining(['miss-solid white', 'accent-solid on-accent', 'inverse on-inverse']),
    );
  });

  it.each(modes)('on what it stands on, %s', (mode) => {
    const weak = pairs
      .map(([ground, ink]) => ({ ground, ink, contrast: contrastOf(ground, ink, mode) }))
      .filter(({ contrast }) => contrast < least);
    expect(weak).toEqual([]);
  });

  it('computes as the standard does', () => {
    expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21);
    // A pair that WCAG tells of in its technique G18: not enough, by a little.
    expect(contrast(colourOf('#777777'), colourOf('#ffffff'))).toBeCloseTo(4.48, 2);
    expect(contrast(colourOf('#d5493d'), colourOf('#ffffff'))).toBeCloseTo(4.33, 2);
  });

  it('in colours that have a name, in every state', () => {
    const filtered = literals.filter((literal) => /\b(?:brightness|contrast|saturate|invert)-\d/.test(literal));
    expect(filtered).toEqual([]);
  });
});

function contrastOf(ground: string, ink: string, mode: Mode): number {
  // What lets something through stands on what is inverse: nothing else does.
  const below = mix(ground, mode, colour('inverse', mode));
  return contrast(below, mix(ink, mode, below));
}

/** A token as it looks, with `/75` behind its name for how much of it there is. */
function mix(name: string, mode: Mode, below: Colour): Colour {
  const [token = '', percent = '100'] = name.split('/');
  const share = Number(percent) / 100;
  const own = colour(token, mode);
  const channel = (index: 0 | 1 | 2) => own[index] * share + below[index] * (1 - share);
  return [channel(0), channel(1), channel(2)];
}

function colour(token: string, mode: Mode): Colour {
  const found = tokens.get(token);
  if (found === undefined) throw new Error(`there is no colour ${token}`);
  return found[mode];
}

function colourOf(hex: string): Colour {
  const digits = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit).join('') : hex.slice(1);
  const value = Number.parseInt(digits, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function contrast(one: Colour, other: Colour): number {
  const [brighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (brighter + 0.05) / (darker + 0.05);
}

/** WCAG 2.2, relative luminance. */
function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
