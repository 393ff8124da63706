import { expect, test } from 'vitest';
import { distinctName, nameOf } from './file-names.ts';

test('a file is called as core offers it', () => {
  const offered = `attachment; filename="2026-11-22 14-05 +7 916.mp3"; filename*=UTF-8''2026-11-22%2014-05%20%D0%9C%D0%B0%D1%80%D0%B8%D1%8F.mp3`;
  expect(nameOf(offered)).toBe('2026-11-22 14-05 Мария.mp3');
  expect(nameOf(null)).toBe('recording');
});

test('no two files have one name', () => {
  expect(distinctName('a.mp3', [])).toBe('a.mp3');
  expect(distinctName('a.mp3', ['a.mp3', 'a (2).mp3'])).toBe('a (3).mp3');
  expect(distinctName('recording', ['recording'])).toBe('recording (2)');
});
