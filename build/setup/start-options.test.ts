import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseStartOptions } from './start-options.mjs';

const here = resolve('/home/someone');

describe('options of npm start', () => {
  it('leaves the choice of the host open unless one was asked for', () => {
    expect(parseStartOptions([], here)).toEqual({
      help: false,
      selfCheck: false,
      host: undefined,
      common: [],
      webOnly: [],
    });
    expect(parseStartOptions(['--desktop'], here).host).toBe('desktop');
    for (const args of [['--web'], ['--no-open'], ['--port', '0']]) {
      expect(parseStartOptions(args, here).host).toBe('web');
    }
  });

  it('hands each host what it understands, a folder as seen from where the person is', () => {
    const { common, webOnly } = parseStartOptions(
      ['--demo', '--data-dir', 'my data', '--port=4000', '--no-open'],
      here,
    );
    expect(common).toEqual(['--demo', `--data-dir=${resolve(here, 'my data')}`]);
    expect(webOnly).toEqual(['--port=4000', '--no-open']);
  });

  it('lets a self-check choose its host and nothing else', () => {
    expect(parseStartOptions(['--self-check'], here)).toMatchObject({ selfCheck: true, common: ['--self-check'] });
    expect(parseStartOptions(['--self-check', '--desktop'], here).host).toBe('desktop');
    expect(parseStartOptions(['--self-check', '--web'], here)).toMatchObject({ host: 'web', webOnly: [] });
  });

  it.each([
    [['--self-check', '--demo'], '--self-check'],
    [['--self-check', '--data-dir', 'calls'], '--self-check'],
    [['--self-check', '--port', '0'], '--self-check'],
    [['--dmeo'], '--dmeo'],
    [['demo'], 'demo'],
    [['--port', 'http'], '--port'],
    [['--port', '65536'], '--port'],
    [['--port', '-1'], '--port'],
    [['--data-dir='], '--data-dir'],
    [['--data-dir'], '--data-dir'],
    [['--desktop', '--web'], '--desktop'],
    [['--desktop', '--port', '0'], '--desktop'],
  ])('refuses %j in words', (args, word) => {
    expect(() => parseStartOptions(args, here)).toThrow(word);
  });
});
