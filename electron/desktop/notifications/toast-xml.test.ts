import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { readActivation, type Toast, toastXml } from './toast-xml.ts';

const toast: Toast = {
  tag: 'call-7',
  title: 'Shop',
  body: 'Line\nFirst call',
  silent: false,
  insists: true,
  buttons: [{ action: 0, text: 'Call back' }],
  onClick: 1,
};
const attribute = (xml: string, name: string) =>
  new RegExp(` ${name}="([^"]*)"`).exec(xml)?.[1]?.replaceAll('&amp;', '&') ?? '';

it('says in its arguments which toast and which button, and what a click beside them does in the same words', () => {
  const xml = toastXml(toast);
  expect(readActivation(attribute(xml, 'launch'))).toEqual({ tag: 'call-7', action: 1 });
  expect(readActivation(attribute(xml, 'arguments'))).toEqual({ tag: 'call-7', action: 0 });
});

it.each(['', 'type=action&action=0', 'whatever', 'tag='])('takes "%s" for nobody’s', (launch) => {
  expect(readActivation(launch)).toBeUndefined();
});

it('takes a button that cannot be for a plain click', () => {
  expect(readActivation('type=action&action=x&tag=call:7')).toEqual({ tag: 'call:7', action: undefined });
});

it('rings for as long as it insists, and not at all when silent', () => {
  expect(toastXml(toast)).toContain('scenario="reminder"');
  expect(toastXml(toast)).toContain('loop="true"');
  expect(toastXml({ ...toast, silent: true })).toContain('<audio silent="true"/>');
  expect(toastXml({ ...toast, insists: false })).not.toMatch(/scenario|audio/);
});

it('stays one well-formed toast whatever a caller is called', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('"/><action arguments="x', '</text></toast>', '&amp;', ']]>', '\u0000\ud800\ufffe'),
  );
  fc.assert(
    fc.property(anything, anything, anything, (title, body, text) => {
      const xml = toastXml({ ...toast, title, body, buttons: [{ action: 0, text }] });
      expect(xml.match(/<toast /g)).toHaveLength(1);
      expect(xml.match(/<action /g)).toHaveLength(1);
      // Every tag is one of ours, every quote closes, every ampersand begins an entity, and no sign is forbidden.
      const rest = xml.replaceAll(/<\/?(?:toast|visual|binding|text|actions|action|audio)(?: \w+="[^"<]*")*\/?>/g, '');
      expect(rest).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|apos);)/);
      expect(xml.isWellFormed()).toBe(true);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 forbids
      expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
    }),
    { numRuns: 50 },
  );
});

it('refuses a tag that would break its arguments', () => {
  for (const tag of ['call-7&type=x', 'call:7', '', 'call 7', 'x'.repeat(65)])
    expect(() => toastXml({ ...toast, tag })).toThrow('the tag');
});

it('has two texts, of however many lines the body is: the fifth would be cut off', () => {
  const xml = toastXml({ ...toast, body: 'Line\nThird time today\nAsked for the price\nShop' });
  expect(xml.match(/<text>/g)).toHaveLength(2);
  expect(xml).toContain('<text>Line\nThird time today\nAsked for the price\nShop</text>');
});
