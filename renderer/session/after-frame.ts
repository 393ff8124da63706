/**
 * Once the frame that shows what has just been drawn is made. A page that nobody sees makes none: there it is done at once, or
 * when the page is seen again.
 */
export function afterFrame(run: () => void): void {
  if (document.hidden) run();
  else requestAnimationFrame(() => setTimeout(run));
}
