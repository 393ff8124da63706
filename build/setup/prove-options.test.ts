import { describe, expect, it } from 'vitest';
import { nearestOf } from './nearest.mjs';
import { describeOptions, readProofOptions } from './prove-options.mjs';

const options = { kills: { takes: 'N', usual: '60', least: 1, most: 500 }, seed: { takes: 'S' } };
const read = (...args: string[]) => readProofOptions('crash', options, args);

describe('the options of a proof', () => {
  it('are what was typed, else the usual', () => {
    expect(read()).toEqual({ kills: '60' });
    expect(read('--kills', '7', '--seed=123.4')).toEqual({ kills: '7', seed: '123.4' });
    expect(describeOptions(options)).toBe('--kills N (60) --seed S');
  });

  it.each([
    [['--kils', '7'], 'crash takes no --kils. Did you mean --kills? It takes --kills N (60) --seed S'],
    [['--picture', 'x'], 'crash takes no --picture. It takes --kills N (60) --seed S'],
    [['-k'], 'crash takes no -k. It takes --kills N (60) --seed S'],
    [['7'], 'crash takes no "7". It takes --kills N (60) --seed S'],
    [['--kills'], '--kills wants a value: --kills N'],
    [['--kills', '--seed', '3'], '--kills wants a value: --kills N'],
    [['--seed='], '--seed wants a value: --seed S'],
    [['--kills', 'many'], '--kills takes a whole number from 1 to 500, not "many"'],
    [['--kills', '0'], '--kills takes a whole number from 1 to 500, not "0"'],
    [['--kills', '-3'], '--kills takes a whole number from 1 to 500, not "-3"'],
    [['--kills', '1e2'], '--kills takes a whole number from 1 to 500, not "1e2"'],
    [['--kills', '501'], '--kills takes a whole number from 1 to 500, not "501"'],
  ])('are refused in words where they are wrong: %j', (args, words) => {
    expect(() => read(...args)).toThrow(words);
  });

  it('are none where a proof has none', () => {
    expect(() => readProofOptions('secrets', {}, ['--runs', '3'])).toThrow(
      'secrets takes no --runs. It takes no options.',
    );
  });
});

describe('the nearest name', () => {
  it('is the one with the fewest strokes to it', () => {
    expect(nearestOf('desktp', ['damage', 'desktop', 'traps'])).toBe('desktop');
    expect(nearestOf('Notification', ['notifications', 'system'])).toBe('notifications');
  });

  it('is none where nothing looks like it', () => {
    expect(nearestOf('xyz', ['damage', 'desktop'])).toBeUndefined();
    expect(nearestOf('anything', [])).toBeUndefined();
  });
});
