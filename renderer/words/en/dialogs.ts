export const shortcuts = {
  title: 'Keyboard',
  open: 'Keyboard shortcuts',
  move: 'Move in a list',
  openRow: 'Open',
  callBack: 'Call back',
  play: 'Play or pause',
  seek: 'Back 10 s, forward 10 s',
  note: 'Note on the recording',
  choose: 'Select, a range',
  search: 'Search',
  dial: 'Dial a number',
  escape: 'Close',
  help: 'This list',
  done: 'Mark as done',
  later: 'Remind me later',
};

export const palette = {
  title: 'Find and open',
  label: 'Name, number, screen, action',
  dial: 'Dial {{number}}…',
  nothing: 'Nothing found',
};

export const which = {
  several: 'There are several numbers here. Which one should be dialled?',
  short:
    'These are ten digits, and the first is 8. If that is the whole number, press it; if a digit is missing, add it.',
  rest: 'There are more digits here than one number has. Should this one be dialled?',
};

export const other = {
  title: 'Call from another line?',
  text: '{{who}} called “{{called}}”, whose provider places no calls. The call would go through “{{through}}”: your phone rings first, the other person sees that line’s number, and that account pays.',
  once: 'Asked once: from now on callers of “{{called}}” are called back like this.',
  order: 'Call through “{{through}}”',
};

export const again = {
  title: 'Order again?',
  text: 'It is not known what became of the last order ({{who}}): it may have gone through, and a new one would be a second call and a second payment. Check your phone.',
  looked: 'I have checked: my phone did not ring',
  leave: 'Do not order',
  order: 'Order again',
};
