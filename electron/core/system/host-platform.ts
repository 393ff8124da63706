import type { HostDescription } from '../ports.ts';

/** The systems that the program is made for, by name; the page tells the others from them and not from each other. */
export function hostPlatform(platform: NodeJS.Platform): HostDescription['platform'] {
  return platform === 'win32' || platform === 'darwin' || platform === 'linux' ? platform : 'other';
}
