import { win32 } from 'node:path';
import type { RunTool } from './run-tool.ts';

/**
 * A value of the registry as `reg` prints it: text, or a number for a DWORD. Undefined where there is none. Read only, and by
 * the system's own tool, whose words before the value are the same in every language.
 */
export async function registryValue(
  ask: RunTool,
  environment: Readonly<Record<string, string | undefined>>,
  key: string,
  value: string,
): Promise<string | number | undefined> {
  // By its place: a `reg` of the working directory or of PATH is not the system's.
  const reg = win32.join(environment.SystemRoot || 'C:\\Windows', 'System32', 'reg.exe');
  const printed = await ask(reg, ['query', key, '/v', value]);
  const [, type, data] = /^ {4}\S.*? {4}(REG_[A-Z_]+) {4}(.*?)\r?$/m.exec(printed ?? '') ?? [];
  if (data === undefined) return undefined;
  return type === 'REG_DWORD' ? Number(data) : data;
}
