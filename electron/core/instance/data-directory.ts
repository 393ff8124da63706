import { join } from 'node:path';

/** Where this program keeps everything unless told otherwise: the platform's own place for data of one user. */
export function defaultDataDirectory(system: {
  platform: NodeJS.Platform;
  home: string;
  env: Readonly<Record<string, string | undefined>>;
}): string {
  const { platform, home, env } = system;
  if (platform === 'win32') return join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'Perezvon');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Perezvon');
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'perezvon');
}
