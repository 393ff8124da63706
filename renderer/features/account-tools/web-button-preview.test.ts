import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inkOn, readColor } from './web-button-preview.tsx';

describe('the preview of a web button', () => {
  it.each([
    ['#008735', '#008735'],
    ['AB12CD', '#ab12cd'],
    [' #FFFFFF ', '#ffffff'],
    ['green', undefined],
    ['#fff', undefined],
    ['url(x)', undefined],
    ['', undefined],
  ])('draws %j as %s', (received, color) => {
    expect(readColor(received)).toBe(color);
  });

  it('can be read on every colour (WCAG 2.2, 1.4.3)', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^#[0-9a-f]{6}$/), (color) => {
        const [one, other] = [luminance(color), luminance(inkOn(color))].sort((a, b) => b - a) as [number, number];
        expect((one + 0.05) / (other + 0.05)).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });
});

function luminance(color: string): number {
  const channel = (at: number) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
