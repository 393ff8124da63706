import { createHash } from 'node:crypto';
import { unlinkSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, say } from './project.mjs';

/**
 * Runs `work` when nobody else installs or builds in this folder: two that did would take the files from under each other.
 * The turn is an address that one process can listen at, so that it ends with the process however that ends.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @param {string} [address]
 * @returns {Promise<T>}
 */
export async function inTurn(work, address = turnAddress()) {
  const release = await takeTurn(address);
  try {
    return await work();
  } finally {
    await release();
  }
}

function turnAddress() {
  const name = `perezvon-setup-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  return join(tmpdir(), `${name}-${process.getuid?.()}.sock`);
}

/**
 * @param {string} address
 * @returns {Promise<() => Promise<void>>} ends the turn
 */
async function takeTurn(address) {
  for (let told = false; ; ) {
    /** @type {Set<import('node:net').Socket>} */
    const waiting = new Set();
    const server = createServer((socket) => {
      waiting.add(socket.on('error', () => {}));
    });
    const code = await new Promise((resolve) => {
      server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => resolve(error.code ?? error.message));
      server.listen(address, () => resolve(undefined));
    });
    if (code === undefined) {
      return () =>
        new Promise((resolve) => {
          for (const socket of waiting) socket.destroy();
          server.close(() => resolve());
        });
    }
    // Where nobody can listen nobody can be waited for.
    if (code !== 'EADDRINUSE') return async () => {};
    const wait = waitForTurn(address, () => {
      if (!told) say('Another start installs or builds here; waiting for it …');
      told = true;
    });
    // What a killed process left.
    if ((await wait) === 'nobody') unlinkSync(address);
  }
}

/**
 * @param {string} address
 * @param {() => void} onWait
 * @returns {Promise<'ended' | 'nobody'>}
 */
function waitForTurn(address, onWait) {
  return new Promise((resolve) => {
    const socket = connect(address, onWait);
    socket.resume();
    socket.on('error', (/** @type {NodeJS.ErrnoException} */ { code }) => {
      resolve(code === 'ECONNREFUSED' ? 'nobody' : 'ended');
    });
    socket.on('close', () => resolve('ended'));
  });
}
