import { expect, it } from 'vitest';
import { judgeNoticePermission } from './permission.ts';

/** `answers`: what the system's tools print, by what they are asked for; the rest they do not know. */
async function finding(
  platform: NodeJS.Platform,
  answers: Record<string, string> = {},
  said: { supported?: boolean; refused?: boolean } = {},
) {
  const link = await judgeNoticePermission({
    platform,
    environment: {},
    applicationId: 'app.example',
    ask: async (_command, args) => Object.entries(answers).find(([part]) => args.join(' ').includes(part))?.[1],
    isSupported: () => said.supported ?? true,
    wasRefused: () => said.refused ?? false,
  });
  return link.finding;
}
const dword = (name: string, value: number) => `\r\nHKEY_CURRENT_USER\r\n    ${name}    REG_DWORD    0x${value}\r\n`;

it('is what the system did with the last one', async () => {
  expect(await finding('darwin')).toBe('fine');
  expect(await finding('darwin', {}, { refused: true })).toBe('permission-denied');
  expect(await finding('linux', {}, { supported: false })).toBe('permission-denied');
});

it('is what the user chose in the settings of Windows, for all programs and for this one', async () => {
  expect(await finding('win32')).toBe('fine');
  expect(await finding('win32', { ToastEnabled: dword('ToastEnabled', 1) })).toBe('fine');
  expect(await finding('win32', { ToastEnabled: dword('ToastEnabled', 0) })).toBe('permission-denied');
  expect(await finding('win32', { 'app.example /v Enabled': dword('Enabled', 0) })).toBe('permission-denied');
});

it('is of no use on Linux where nobody shows them, unless somebody is started for it', async () => {
  expect(await finding('linux', { NameHasOwner: '(true,)' })).toBe('fine');
  expect(await finding('linux', { NameHasOwner: '(false,)' })).toBe('no-server');
  expect(await finding('linux', { NameHasOwner: '(false,)', GetServerInformation: "('dunst',)" })).toBe('fine');
  // Nobody can be asked.
  expect(await finding('linux')).toBe('fine');
});
