import fc from 'fast-check';
import { expect, it } from 'vitest';
import { spellings } from '../../../test/fixtures/spellings.ts';
import { createSecretHider, hidden } from './secret-hider.ts';

/** No text that a person reads is written so. */
const unread = new Set(['in JSON in JSON', 'in hexadecimal', 'in UTF-16']);
const read = Object.entries(spellings).filter(([name]) => !unread.has(name));

it.each(read)('a secret does not show %s', (_, spell) => {
  const secret = fc.string({ unit: 'grapheme', minLength: 8, maxLength: 60 }).filter((text) => text.isWellFormed());
  fc.assert(
    fc.property(secret, fc.string({ maxLength: 10 }), (text, around) => {
      const secrets = createSecretHider();
      secrets.add(text);
      const spelled = spell(text).toString();
      const shown = secrets.hide(`${around}${spelled}${around}`);
      expect(shown).toContain(hidden);
      expect(shown).not.toContain(spelled);
    }),
  );
});

it('takes nothing else away, and no text that is too short to be a secret', () => {
  const secrets = createSecretHider();
  expect(secrets.hide('Wrong login or password')).toBe('Wrong login or password');
  secrets.add('or');
  secrets.add('password1');
  expect(secrets.hide('Wrong login or password')).toBe('Wrong login or password');
  expect(secrets.hide('Wrong login or password: password1.')).toBe(`Wrong login or password: ${hidden}.`);
});

it('takes a secret away that holds another', () => {
  const secrets = createSecretHider();
  secrets.add('secret');
  secrets.add('secret-and-more');
  expect(secrets.hide('it is secret-and-more')).toBe(`it is ${hidden}`);
});
