import type { Update } from '../../shared/contract/updates.ts';
import { type AccountRows, createAccountRows } from './accounts/account-rows.ts';
import { createEventRows, type EventRows } from './accounts/event-rows.ts';
import { type Implementer, implementContract } from './api/implementer.ts';
import type { CloseStack } from './close-stack.ts';
import { type Database, openDatabase } from './database/database.ts';
import { systemTrust } from './http/certificates.ts';
import { createHttp } from './http/client.ts';
import type { CheckConnectivity } from './http/connectivity-check.ts';
import type { Http } from './http/http.ts';
import { type ServerClocks, watchServerClocks } from './http/server-clocks.ts';
import type { Trust } from './http/trust.ts';
import { createUpdateHub, type UpdateHub } from './live/update-hub.ts';
import type { Clock, CorePorts, Logger, SecretVault } from './ports.ts';
import { createSettingRows, type SettingRows } from './settings/setting-rows.ts';
import { createSettingsStore, type SettingsStore } from './settings/settings-store.ts';
import { createTopics, type Topics } from './topics.ts';
import { createRelayAccess, type RelayAccess } from './webhooks/relay-access.ts';

/** What every subject stands on. */
export interface Base {
  ports: CorePorts;
  clock: Clock;
  logger: Logger;
  vault: SecretVault;
  trust: Trust;
  database: Database;
  accountRows: AccountRows;
  eventRows: EventRows;
  settingRows: SettingRows;
  settings: SettingsStore;
  http: Http;
  checkConnectivity: CheckConnectivity;
  /** By how many ms this machine's clock is ahead of those of these origins. */
  clockOffset: ServerClocks['offset'];
  relay: RelayAccess;
  topics: Topics;
  updates: UpdateHub;
  /** Tells pages how things stand at the end of this moment: several changes of it are told once. */
  publishSoon(kind: Update['kind'], update: () => Update): void;
  /** What handlers of the contract are made with. */
  os: Implementer;
  /** Of this program's own texts: what the user set; else `asked`, else the system's. */
  locale(asked?: 'ru' | 'en'): 'ru' | 'en';
}

/** Opens the database (throws DatabaseTooNewError). `snapshot`: all that a page is told first. */
export function openBase(ports: CorePorts, snapshot: () => Update, opened: CloseStack): Base {
  const { clock, logger, vault, paths, host } = ports;
  const database = openDatabase({ directory: paths.dataDirectory, clock, logger });
  opened.push('database', () => database.close());
  const settingRows = createSettingRows(database);
  const settings = createSettingsStore(settingRows, logger);
  const trust = ports.trust ?? systemTrust(logger);
  const { certificates } = trust;
  const outside = createHttp({ clock, logger, certificates, resolveProxy: ports.resolveProxy });
  const { http, offset: clockOffset } = watchServerClocks(outside, clock);
  opened.push('http', http.close);
  const relay = createRelayAccess({
    logger,
    clock,
    http,
    vault,
    dataDirectory: paths.dataDirectory,
    settings: () => settings.get().relay,
    embeddedRelay: ports.embeddedRelay,
  });
  opened.push('relay', relay.close);
  const topics = createTopics();
  const updates = createUpdateHub(snapshot, topics.pages.tell);
  const awaited = new Set<Update['kind']>();
  let closed = false;
  opened.push('updates', () => {
    closed = true;
  });

  return {
    ports,
    clock,
    logger,
    vault,
    trust,
    database,
    settingRows,
    settings,
    http,
    clockOffset,
    relay,
    topics,
    updates,
    accountRows: createAccountRows(database),
    eventRows: createEventRows(database),
    checkConnectivity: outside.checkConnectivity,
    os: implementContract(logger),
    publishSoon(kind, update) {
      if (awaited.has(kind)) return;
      awaited.add(kind);
      setImmediate(() => {
        awaited.delete(kind);
        if (!closed) updates.publish(update());
      });
    },
    locale(asked = host.locale) {
      const { language } = settings.get();
      return language === 'system' ? asked : language;
    },
  };
}
