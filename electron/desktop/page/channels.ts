/** The IPC channels between main and preload. Everything of substance goes over the port that the first one asks for. */
export const channels = {
  /** Page to main: a fresh port, please. Main to page, with the port: here it is. */
  port: 'perezvon:port',
  /** Main to page, with a route of the page's own: show this. */
  goTo: 'perezvon:go-to',
  /** Pop-up to main, with CSS px: this tall. */
  popupHeight: 'perezvon:popup-height',
  /** Pop-up to main, with a call id: show this call in the window. */
  popupOpenCall: 'perezvon:popup-open-call',
} as const;
