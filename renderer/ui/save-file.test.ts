import { expect, test } from 'vitest';
import { exportName } from './save-file.ts';

test('the file is named by the day on the wall', () => {
  expect(exportName('calls', new Date(2026, 0, 5, 23, 59).getTime(), 'csv')).toBe('calls 2026-01-05.csv');
});
