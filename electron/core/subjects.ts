import { isLineBusy } from '../../shared/domain/busy-line.ts';
import { createAccountToolSubject } from './account-tools/account-tool-subject.ts';
import { createAccountSubject } from './accounts/account-subject.ts';
import { createCallRoutes } from './accounts/call-routes.ts';
import { createDemoAccounts, type DemoAccounts } from './accounts/demo-accounts.ts';
import type { Base } from './base.ts';
import { createCallbackSubject } from './callbacks/callback-subject.ts';
import { createCallSubject } from './calls/call-subject.ts';
import type { CloseStack } from './close-stack.ts';
import { createDataSubject } from './data/data-subject.ts';
import { createDiagnosticsSubject } from './diagnostics/diagnostics-subject.ts';
import { createHostSubject } from './host/host-subject.ts';
import { createLineSubject } from './lines/line-subject.ts';
import type { LiveLimits } from './live/live-calls.ts';
import { createLiveSubject } from './live/live-subject.ts';
import { createPeopleSubject } from './people/people-subject.ts';
import { createProgramUpdateSubject } from './program-update/program-update-subject.ts';
import { autosecretaryProvider } from './providers/autosecretary/provider.ts';
import { alloincognitoProvider, sunsimProvider } from './providers/integration-api/provider.ts';
import { listProviders } from './providers/provider-list.ts';
import { sipnetProvider } from './providers/sipnet/provider.ts';
import { createRecordingSubject } from './recordings/recording-subject.ts';
import { createSettingSubject } from './settings/setting-subject.ts';
import { joinSubjects, type Subject } from './subject.ts';

/** Every provider this program speaks to. */
const providers = listProviders([sipnetProvider, sunsimProvider, alloincognitoProvider, autosecretaryProvider]);

/**
 * The only place where subjects meet. Each asks those made before it, hears topics in this order, and is closed, and forgets
 * an account, in the reverse, once the files of its recordings are gone, which may take their time and may fail.
 */
export function createSubjects(base: Base, limits: LiveLimits, opened: CloseStack) {
  const { ports, vault, logger, accountRows } = base;
  let demo: DemoAccounts | undefined;
  // The accounts speak with it to the last.
  opened.push('demo', () => demo?.close());
  // At once: where one that comes after it cannot be made, it is closed as well.
  const willClose = (name: string, subject: Subject) => opened.push(name, () => subject.close?.());

  const routes = createCallRoutes(accountRows, providers);
  const calls = createCallSubject(base, { routes, onFold: (goneId, callId) => all.foldCall(goneId, callId) });
  willClose('calls', calls);
  const account = createAccountSubject(base, {
    calls,
    providers,
    routes,
    forgetAccount: (id) => all.forgetAccount(id),
  });
  willClose('account', account);
  const { accounts } = account;
  const setting = createSettingSubject(base, accounts);
  willClose('setting', setting);
  const people = createPeopleSubject(base, calls);
  willClose('people', people);
  const recording = createRecordingSubject(base, { calls, accounts });
  willClose('recording', recording);
  const live = createLiveSubject(base, { calls, accounts, people: people.people, limits });
  willClose('live', live);
  const callback = createCallbackSubject(base, {
    calls,
    accounts,
    routes,
    sharedOrderTimes: (...question) => accountTools.sharedOrderTimes(...question),
  });
  willClose('callback', callback);
  const lines = createLineSubject(base, accounts);
  willClose('lines', lines);
  const accountTools = createAccountToolSubject(base, { accounts, routes, calls, callbacks: callback.callbacks });
  willClose('accountTools', accountTools);
  const programUpdate = createProgramUpdateSubject(base, () =>
    isLineBusy(live.live.count(), callback.callbacks.current()),
  );
  willClose('programUpdate', programUpdate);
  const data = createDataSubject(base, { calls, recordings: recording.recordings });
  willClose('data', data);
  const diagnostics = createDiagnosticsSubject(base, { accounts, quiet: live.quiet });
  willClose('diagnostics', diagnostics);
  demo = createDemoAccounts({
    vault,
    accounts,
    people: people.people,
    logger,
    rows: accountRows,
    factory: ports.demo,
    settings: base.settingRows,
    locale: base.locale,
  });
  const host = createHostSubject(base, { startDemo: demo.start, unknownCallbacks: callback.unknownAtStart });
  willClose('host', host);
  const subjects = {
    calls,
    account,
    setting,
    people,
    recording,
    live,
    callback,
    lines,
    accountTools,
    programUpdate,
    data,
    diagnostics,
    host,
  };
  const all = joinSubjects(Object.values(subjects));
  opened.push('demo accounts', demo.settle);
  return { ...subjects, demo, all };
}
