import { describe, expect, it } from 'vitest';
import { finding, link } from '../contract/diagnostics.ts';
import { findingText, linkTitle } from './diagnostics.ts';

const facts = { milliseconds: 252_000, bytes: 3 * 1024 ** 3, detail: 'crm.example' };

describe.each(['ru', 'en'] as const)('in %s', (locale) => {
  it.each(link.options)('%s has a title, and says when it is good', (one) => {
    expect(linkTitle(one, locale)).toMatch(/^\S.+\S$/);
    expect(findingText({ link: one, status: 'ok', finding: 'fine', ...facts }, locale)).toMatch(/^\S[^{}]+\.$/);
  });

  it.each(finding.options)('%s is said whole', (one) => {
    const text = findingText({ link: 'relay', status: 'failed', finding: one, ...facts }, locale);
    expect(text).toMatch(/^\S[^{}]+\.$/);
  });

  it('has no hole where a fact is missing', () => {
    const text = findingText({ link: 'webhook', status: 'failed', finding: 'hook-taken' }, locale);
    expect(text).not.toMatch(/[{}]|undefined|\(\)/);
  });
});

it('puts in what was found as it is', () => {
  const detail = '$& {time} <b>';
  const text = findingText({ link: 'webhook', status: 'failed', finding: 'hook-taken', detail }, 'en');
  expect(text).toContain(`(${detail})`);
});

it.each([
  [340, '340 ms'],
  [7_400, '7.4 sec'],
  [252_000, '4 min'],
  [3 * 3600_000, '3 hr'],
])('%s ms are %s', (milliseconds, said) => {
  expect(findingText({ link: 'relay', status: 'warning', finding: 'slow', milliseconds }, 'en')).toContain(said);
});
