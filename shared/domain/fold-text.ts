/** A text as the search compares it: without regard to case, and to the two dots that people leave out. */
export function foldText(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е');
}
