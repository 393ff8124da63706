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
  text: '{{who}} called “{{called}}”, whose provider places no calls. The call would go through “{{through}}”: your phone rings first, and it is that line’s number that is seen, and that account which pays.',
  once: 'Asked once: callers of “{{called}}” are called back like this from now on.',
  order: 'Call through “{{through}}”',
};

export const again = {
  title: 'Order again?',
  text: 'What became of the last order ({{who}}) is not known: it may have gone through, and then another would be a second call and a second payment. Check your phone.',
  looked: 'I have checked: my phone did not ring',
  leave: 'Do not order',
  order: 'Order again',
};
