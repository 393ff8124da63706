export const about = {
  version: 'Perezvon {{version}}',
  text: 'Free software under the MIT licence.',
  updates: {
    title: 'Updates',
    readyHint: 'It replaces this one when you restart, not before. For that moment the program does not notice calls.',
    afterCall: 'After the call.',
    check: 'Check now',
    again: 'Try again',
    download: 'Download',
    notes: 'What is new in version {{version}}',
    choice: 'What the program does by itself',
    choices: { 'by-hand': 'Nothing', check: 'Looks for new versions', download: 'Looks and downloads' },
    choiceHints: {
      'by-hand': 'You check here, when you want to.',
      check: 'Once a day. It says so when there is one.',
      download: 'Once a day. You restart when it suits you.',
    },
    never: 'During a call no download begins and nothing is installed.',
    off: {
      'other-host': 'Off in the browser: this program is updated the way it was installed.',
      'from-source': 'Off: this copy runs from its sources and is updated with them.',
      'no-feed': 'Off: whoever built this copy did not say where to look for newer versions.',
      unsigned: 'Off: macOS replaces signed programs only, and this copy is not signed.',
      'read-only':
        'Off: the program cannot be replaced where it is. Move it to Applications or a folder of your own, and start it from there.',
      'no-installer':
        'Off: this system has no way to ask for the administrator’s password (pkexec). Install the new package by hand.',
      'other-package':
        'Off: this copy was unpacked by hand or comes from another package. Installed from its own package it can update itself.',
    },
    failed: {
      check: 'The check failed.',
      download: 'Version {{version}} could not be downloaded.',
      restart: 'Version {{version}} could not be installed.',
    },
    problems: {
      unreachable: 'The server with new versions does not answer.',
      slow: 'The server with new versions went silent.',
      garbled: 'The server sent something unexpected. Guest networks that want you to sign in do that too.',
      'not-signed': 'What the server offers is not signed by whoever built this program. Nothing was installed.',
      tampered: 'What came is not what was promised. It was deleted.',
      'disk-full': 'The disk is full.',
      'not-installed': 'The system did not allow the installation.',
      unknown: 'Details are in the log, under Diagnostics.',
    },
  },
  licences: {
    title: 'Licences',
    text: 'Perezvon is made with the work of many others. Recordings are decoded by mpg123 and, in the demo, encoded by LAME, both under the LGPL.',
    read: 'Read the licences',
    hide: 'Hide the licences',
    list: 'Licences of everything inside',
  },
};
