import type { SelfCheckWords } from '../../../shared/words/self-check.ts';
import { type Finding, failed, ok } from '../../core/self-check/check.ts';
import { ask, enter } from './ask.ts';
import type { House } from './house.ts';

/** The page comes with its policy, and so does every script and style sheet that it names. */
export async function checkPage(house: House, words: SelfCheckWords): Promise<Finding> {
  const visitor = await enter(house.mintLaunchUrl());
  const page = await ask(house.origin, '/', visitor);
  if (page.status !== 200) return failed(words.noPage(`/: ${page.status}`));
  if (page.headers['content-security-policy'] === undefined) return failed(words.policyNotInForce());
  const files = [...page.body.toString('utf8').matchAll(/<(?:script|link)\b[^>]*\b(?:src|href)="([^"]+)"/g)].map(
    ([, path]) => new URL(path ?? '', house.origin).pathname,
  );
  if (files.length === 0) return failed(words.noPage('/'));
  for (const path of files) {
    const { status, body } = await ask(house.origin, path, visitor);
    if (status !== 200 || body.length === 0) return failed(words.noPage(`${path}: ${status}`));
  }
  return ok({ files: files.length });
}
