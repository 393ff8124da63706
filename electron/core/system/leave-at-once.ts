import type { Worker } from 'node:worker_threads';

/** Threads inside a call of the system, which nothing ends before the system answers: that may be never. */
const held = new Set<Worker>();

/** From now until it ends, `leaveAtOnce` does not wait for this thread. */
export function leaveBehind(thread: Worker): void {
  held.add(thread);
  thread.once('exit', () => held.delete(thread));
}

/**
 * Ends this process with `code`, by its own decision and when all is said: `process.exit` waits for each thread, this one does not.
 * What listens for `exit` is told. It is no listener itself: Node says of an uncaught error only after those what it was.
 *
 * On Windows the code of a process that leaves a thread behind is 1: there it can only be killed.
 *
 * Not for Electron's process: what takes its place would leave Chromium's files and its lock as they are. That one waits for its
 * threads, and has let go of its lock by then.
 */
export function leaveAtOnce(code: number): never {
  if (held.size > 0) {
    process.emit('exit', code);
    if (process.platform === 'win32') process.kill(process.pid, 'SIGKILL');
    // What takes the place of a process takes that of all its threads; a signal would say of it that it had been killed.
    else process.execve?.('/bin/sh', ['sh', '-c', `exit ${code}`], {});
  }
  process.exit(code);
}
