/** What the system is to start for this program: an AppImage runs from a mount that is gone with it, and is the program itself. */
export function ownProgram(environment: NodeJS.ProcessEnv): string {
  return environment.APPIMAGE ?? process.execPath;
}
