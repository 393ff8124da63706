/** Of the accounts, what the first screen says. */
export const connection = {
  connection: 'Connection',
  short: {
    starting: 'Connecting',
    live: 'Live',
    polling: 'Once a minute',
    failing: 'Offline',
    'needs-attention': 'Needs you',
    lost: 'No program',
  },
  import: {
    title: 'Past calls',
    starting: 'Asking the provider for past calls…',
    sofar: 'read: {{calls}} calls, back to {{date}}',
    cancel: 'Stop reading',
    again: 'Read all again',
    readUntil: 'The lists are read up to {{when}}.',
    next: 'Next reading {{when}}.',
    never: 'The lists have not been read yet.',
    depth: 'Past calls to read',
    depths: { week: '1 week', quarter: '3 months', year: '1 year', all: 'all there are' },
    known: 'Calls since {{date}} are all here.',
    ends: {
      refused: 'The provider does not hand over earlier ones.',
      empty: 'There were none in the three months before.',
    },
    readOn: 'Read on',
  },
};
