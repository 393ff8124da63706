import { describe, expect, it } from 'vitest';
import { reasonOf } from './electron.mjs';

describe('why Electron was not downloaded', () => {
  it.each([
    [{}, 'github.com'],
    [{ ELECTRON_MIRROR: 'https://mirror.example/' }, 'https://mirror.example/'],
    [{ npm_config_electron_mirror: 'https://other.example/' }, 'https://other.example/'],
  ])('names whom it could not reach, with %j', (env, from) => {
    const stack = 'TypeError: fetch failed\n    at node:internal/deps/undici/undici:1:1\n';
    expect(reasonOf(stack, env)).toBe(`${from} cannot be reached (fetch failed)`);
  });

  it('says what was wrong with what came', () => {
    expect(reasonOf('Error: Generated checksum does not match\n    at x', {})).toBe(
      'Generated checksum does not match',
    );
    expect(reasonOf('', {})).toBe('its script gave no reason');
  });
});
