export const sound = {
  device: 'Loudspeaker',
  system: 'System default',
  unnamed: 'This browser does not say which loudspeakers there are, so the system’s own is used.',
  gone: '{{label}} (not plugged in)',
  listen: 'Listen',
};

export const diagnostics = {
  title: 'Will I miss a call?',
  text: 'Tests everything between the provider and you by really using it, down to a test event sent where the provider reports calls. Nobody is called.',
  run: 'Test everything',
  again: 'Test again',
  stop: 'Stop',
  progress: 'Testing',
  testing: 'testing…',
  waiting: 'waiting',
  statuses: { ok: 'OK', warning: 'worth knowing', failed: 'not working', 'not-applicable': 'not tested' },
  machine: 'This computer',
  good: 'Calls get through.',
  warnings_one: 'Calls get through; {{count}} thing to know.',
  warnings_other: 'Calls get through; {{count}} things to know.',
  failures_one: 'Calls may be missed: {{count}} thing to fix.',
  failures_other: 'Calls may be missed: {{count}} things to fix.',
  notHere: 'Not needed here: {{links}}.',
  broken: 'The test ended early: {{problem}}',
  notCopied: 'The browser did not allow copying. Select the text below.',
  report: 'Report',
  open: 'Open',
  claimLinks: 'Open them here',
  linksAsked: 'Choose Perezvon for TEL, CALLTO and SIP in the system’s window.',
  log: 'Program log',
  logHint: 'What happened, without passwords and full numbers. It stays on this computer.',
  logSize_one: '{{count}} file, {{bytes}}',
  logSize_other: '{{count}} files, {{bytes}}',
  logLines: 'Last lines',
  logEmpty: 'It is still empty.',
};

export const certificates = {
  late: 'The system is slow to hand over its certificates; the built-in ones stand in. Behind a network filter the provider may not be reached yet.',
  unread:
    'The system’s certificates could not be read; the built-in ones stand in. If the provider cannot be reached, restart the program.',
};
