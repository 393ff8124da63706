/**
 * What only eyes see, asked while the program runs with the demo's calls. Each question is so put that "yes" is well.
 *
 * @typedef {{ name: string, question: string }} Question
 *
 * @param {NodeJS.Platform} platform
 * @returns {Question[]}
 */
export function questionsFor(platform) {
  const popup = {
    name: 'popup',
    question: 'A call rings within a minute. Does a small window with the caller stand over the others?',
  };
  return [
    { name: 'window', question: 'Is the window of Perezvon there, with calls in it?' },
    { name: 'tray', question: 'Is there an icon of Perezvon beside the clock (on macOS: in the menu bar)?' },
    { name: 'tray-menu', question: 'Does its menu open, with those who called in vain?' },
    {
      name: 'notification',
      question: `A call rings within a minute. Is a notification shown${platform === 'linux' ? '' : ', with two buttons'}?`,
    },
    {
      name: 'notification-later',
      question: 'Open the notification centre and click one of a call. Does the window open on that very call?',
    },
    popup,
    { name: 'focus', question: 'Write in another program while one rings. Did everything you typed stay there?' },
    {
      name: 'popup-full-screen',
      question: 'Put another program into full screen. Does the small window stand over it?',
    },
    {
      name: 'close',
      question: 'Close the window. Does the program go on in the tray, and does its icon bring the window back?',
    },
    ...(platform === 'darwin'
      ? [
          {
            name: 'full-screen',
            question:
              'Put the window of Perezvon into full screen and close it. Are you back on your desktop, and not on a black one?',
          },
        ]
      : []),
    { name: 'sound', question: 'Was the ring heard?' },
  ];
}

/**
 * @param {string} answer
 * @returns {'yes' | 'no' | 'not seen' | undefined} undefined for what is none of them
 */
export function readAnswer(answer) {
  const said = answer.trim().toLowerCase();
  if (said === 'y' || said === 'yes') return 'yes';
  if (said === 'n' || said === 'no') return 'no';
  return said === '' || said === 's' || said === 'skip' ? 'not seen' : undefined;
}
