import { describe, expect, test } from 'vitest';
import { problemCodes } from '../contract/problem-codes.ts';
import { problemText } from './problems.ts';

describe('problemText', () => {
  test.each(['ru', 'en'] as const)('says every problem in its own %s sentence', (locale) => {
    const texts = problemCodes.map((code) => problemText({ code }, locale));
    for (const text of texts) expect(text).toMatch(/[.!]$/);
    expect(new Set(texts).size).toBe(problemCodes.length);
  });

  test('quotes the provider when it refused, and nothing of technical details otherwise', () => {
    expect(problemText({ code: 'PROVIDER_REFUSED', detail: 'Недостаточно средств. ' }, 'ru')).toBe(
      'Провайдер отказал и написал: «Недостаточно средств».',
    );
    expect(problemText({ code: 'PROVIDER_DOWN', detail: 'ECONNREFUSED' }, 'en')).not.toContain('ECONNREFUSED');
  });
});
