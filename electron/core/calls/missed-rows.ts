import { type Resolution, resolution } from '../../../shared/contract/call.ts';
import type { Database } from '../database/database.ts';
import { latestInstant, readInstant, readWhole, readWord } from '../database/stored-values.ts';
import { instantOf } from '../database/time-id.ts';

/** One missed call as the worklist keeps it. */
export interface MissedRow {
  callId: number;
  groupKey: string;
  at: number;
  resolution: Resolution | undefined;
  resolvedAt: number | undefined;
  restoredAt: number | undefined;
}

export interface GroupRow {
  groupKey: string;
  tries: number;
  firstAt: number;
  lastAt: number;
  lastCallId: number;
  snoozedUntil: number | undefined;
  resolution: Resolution | undefined;
  resolvedAt: number | undefined;
}

export interface MissedRows {
  /** A call is missed once, however often it is told; whose it is may be told better later. */
  add(callId: number, groupKey: string, at: number): boolean;
  /** It turned out that it was not missed. */
  drop(callId: number): boolean;
  /** One call turned out to be another: what was decided of either stands. */
  fold(goneId: number, callId: number): void;
  openOf(groupKey: string): MissedRow[];
  resolve(callIds: readonly number[], resolution: Resolution, at: number): void;
  /** Takes back the newest resolution of a group: all calls that it resolved. */
  restore(groupKey: string, now: number): boolean;
  openGroups(): GroupRow[];
  resolvedGroups(limit: number): GroupRow[];
  /** Of open groups that are not snoozed at `now`. */
  openKeys(now: number): string[];
  snooze(groupKey: string, until: number): void;
  unsnooze(groupKey: string): void;
  /** When the next snoozed group comes back, epoch ms. */
  nextWake(now: number): number | undefined;
}

type Row = Record<string, string | number | null>;

export function createMissedRows({ sql, unreadable }: Database): MissedRows {
  /** A call that is not found by its id is none. */
  const named = `missed.call_id BETWEEN 1 AND ${Number.MAX_SAFE_INTEGER}`;
  const groupColumns =
    'missed.group_key, count(*) AS tries, min(at) AS first_at, max(at) AS last_at, max(call_id) AS last_call_id';
  /** Undefined where it has none that can be read. */
  function instantIn(row: Row, column: string): number | undefined {
    const instant = readInstant(row[column]);
    if (instant === undefined && row[column] != null)
      unreadable.note('missed', row.call_id ?? row.last_call_id, column);
    return instant;
  }

  /** What was resolved in a way that is not known is resolved all the same. */
  function readResolution(row: Row): Resolution | undefined {
    if (row.resolution == null) return undefined;
    const read = readWord(resolution.options, row.resolution, undefined);
    if (read === undefined) unreadable.note('missed', row.call_id ?? row.last_call_id, 'resolution');
    return read ?? 'by-hand';
  }

  function readMissed(row: Row): MissedRow {
    const callId = Number(row.call_id);
    return {
      callId,
      groupKey: String(row.group_key),
      at: instantIn(row, 'at') ?? instantOf(callId),
      resolution: readResolution(row),
      resolvedAt: instantIn(row, 'resolved_at'),
      restoredAt: instantIn(row, 'restored_at'),
    };
  }

  function readGroup(row: Row): GroupRow {
    const lastCallId = Number(row.last_call_id);
    const lastAt = instantIn(row, 'last_at') ?? instantOf(lastCallId);
    const resolved = readResolution(row);
    return {
      groupKey: String(row.group_key),
      tries: readWhole(row.tries) ?? 1,
      firstAt: instantIn(row, 'first_at') ?? lastAt,
      lastAt,
      lastCallId,
      snoozedUntil: instantIn(row, 'until'),
      resolution: resolved,
      resolvedAt: instantIn(row, 'resolved_at') ?? (resolved === undefined ? undefined : lastAt),
    };
  }

  const insert = sql.prepare(
    `INSERT INTO missed (call_id, group_key, at) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET group_key = excluded.group_key WHERE group_key <> excluded.group_key`,
  );
  const remove = sql.prepare('DELETE FROM missed WHERE call_id = ?');
  const copy = sql.prepare(
    `INSERT INTO missed (call_id, group_key, at, resolution, resolved_at, restored_at)
     SELECT ?1, iif(group_key = 'call:' || ?2, 'call:' || ?1, group_key), at, resolution, resolved_at, restored_at
     FROM missed WHERE call_id = ?2
     ON CONFLICT DO UPDATE SET
       resolution = ifnull(resolution, excluded.resolution),
       resolved_at = ifnull(resolved_at, excluded.resolved_at),
       restored_at = nullif(max(ifnull(restored_at, 0), ifnull(excluded.restored_at, 0)), 0)`,
  );
  const renameSnoozed = sql.prepare('UPDATE OR IGNORE snoozed SET group_key = ? WHERE group_key = ?');
  const selectOpen = sql.prepare(
    `SELECT * FROM missed WHERE group_key = ? AND resolution IS NULL AND ${named} ORDER BY call_id`,
  );
  const resolve = sql.prepare(
    'UPDATE missed SET resolution = ?, resolved_at = ? WHERE call_id = ? AND resolution IS NULL',
  );
  const restore = sql.prepare(
    `UPDATE missed SET resolution = NULL, resolved_at = NULL, restored_at = ?1 WHERE group_key = ?2
     AND resolved_at = (SELECT max(resolved_at) FROM missed WHERE group_key = ?2 AND resolution IS NOT NULL)`,
  );
  const selectOpenGroups = sql.prepare(
    `SELECT ${groupColumns}, snoozed.until FROM missed LEFT JOIN snoozed ON snoozed.group_key = missed.group_key
     WHERE resolution IS NULL AND ${named} GROUP BY missed.group_key ORDER BY last_call_id DESC`,
  );
  const selectResolvedGroups = sql.prepare(
    `SELECT ${groupColumns}, resolution, resolved_at FROM missed WHERE resolution IS NOT NULL AND ${named}
     GROUP BY missed.group_key, resolved_at ORDER BY resolved_at DESC LIMIT ?`,
  );
  const selectOpenKeys = sql.prepare(
    `SELECT DISTINCT missed.group_key FROM missed
     LEFT JOIN snoozed ON snoozed.group_key = missed.group_key
     WHERE resolution IS NULL AND ${named} AND (ifnull(snoozed.until, 0) <= ? OR snoozed.until > ${latestInstant})`,
  );
  const snooze = sql.prepare(
    'INSERT INTO snoozed (group_key, until) VALUES (?, ?) ON CONFLICT DO UPDATE SET until = excluded.until',
  );
  const unsnooze = sql.prepare('DELETE FROM snoozed WHERE group_key = ?');
  const selectWake = sql.prepare(
    `SELECT min(until) AS until FROM snoozed WHERE until > ? AND until <= ${latestInstant}`,
  );

  return {
    add: (callId, groupKey, at) => insert.run(callId, groupKey, at).changes > 0,
    drop: (callId) => remove.run(callId).changes > 0,
    fold(goneId, callId) {
      copy.run(callId, goneId);
      remove.run(goneId);
      renameSnoozed.run(`call:${callId}`, `call:${goneId}`);
    },
    openOf: (groupKey) => (selectOpen.all(groupKey) as Row[]).map(readMissed),
    resolve(callIds, resolution, at) {
      for (const callId of callIds) resolve.run(resolution, at, callId);
    },
    restore: (groupKey, now) => restore.run(now, groupKey).changes > 0,
    openGroups: () => (selectOpenGroups.all() as Row[]).map(readGroup),
    resolvedGroups: (limit) => (selectResolvedGroups.all(limit) as Row[]).map(readGroup),
    openKeys: (now) => selectOpenKeys.all(now).map((row) => String(row.group_key)),
    snooze: (groupKey, until) => void snooze.run(groupKey, until),
    unsnooze: (groupKey) => void unsnooze.run(groupKey),
    nextWake: (now) => readInstant(selectWake.get(now)?.until),
  };
}
