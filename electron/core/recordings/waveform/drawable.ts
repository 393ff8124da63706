import { ProblemError } from '../../problems.ts';

/** Apart from its readers, which the program's own thread has no use for. */
const drawable = ['audio/mpeg', 'audio/wav'] as const;
export type Drawable = (typeof drawable)[number];

/** Throws ProblemError NOT_SUPPORTED for what no waveform can be drawn of here. */
export function mustBeDrawable(mimeType: string): Drawable {
  const found = drawable.find((one) => one === mimeType);
  if (found === undefined) throw new ProblemError('NOT_SUPPORTED', { detail: mimeType });
  return found;
}
