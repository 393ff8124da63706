import { Phone } from 'lucide-react';
import { useWords } from '../../words/words.ts';

/** Its colour and its text. What else a button looks like on a page, the provider does not tell. */
export function WebButtonPreview({ color, text }: { color: string | undefined; text: string | undefined }) {
  const { t } = useWords();
  const background = readColor(color ?? '');
  return (
    <span
      className="inline-flex min-h-8 max-w-full items-center gap-1.5 rounded-lg border border-line-strong px-3 font-medium"
      style={background === undefined ? undefined : { backgroundColor: background, color: inkOn(background) }}
    >
      <Phone aria-hidden size={15} className="shrink-0" />
      <span className="min-w-0 break-words">{text || t('tools.webButtons.noText')}</span>
    </span>
  );
}

/** A colour that a page can draw, of one as it was received: some leave out the sign. */
export function readColor(text: string): string | undefined {
  const [, digits] = /^#?([0-9a-f]{6})$/i.exec(text.trim()) ?? [];
  return digits === undefined ? undefined : `#${digits.toLowerCase()}`;
}

/** Black or white, whichever is read better on it (WCAG 2.2, relative luminance). */
export function inkOn(color: string): '#000000' | '#ffffff' {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  // Where both contrasts are the same: (L + 0.05) / 0.05 = 1.05 / (L + 0.05).
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000000' : '#ffffff';
}
