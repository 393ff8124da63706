import { describe, expect, it } from 'vitest';
import { CommandLineError, parseCommandLine } from './command-line.ts';

const parse = (...args: string[]) => parseCommandLine(args, '/home/anna');

describe('the command line', () => {
  it('asks for nothing by itself', () => {
    expect(parse()).toEqual({
      port: 4780,
      portIsFixed: false,
      dataDirectory: undefined,
      demo: false,
      openBrowser: true,
      selfCheck: false,
      help: false,
    });
  });

  it('reads what it is told', () => {
    expect(parse('--port', '0', '--data-dir=calls', '--demo', '--no-open')).toEqual({
      port: 0,
      portIsFixed: true,
      dataDirectory: '/home/anna/calls',
      demo: true,
      openBrowser: false,
      selfCheck: false,
      help: false,
    });
    expect(parse('--data-dir', '/srv/calls').dataDirectory).toBe('/srv/calls');
    expect(parse('-h').help).toBe(true);
    expect(parse('--self-check').selfCheck).toBe(true);
  });

  it.each([
    [['--port', 'http'], 'http'],
    [['--port', '-1'], '--port'],
    [['--port=65536'], '65536'],
    [['--port='], '--port'],
    [['--port', '80.5'], '80.5'],
    [['--data-dir='], '--data-dir'],
    [['--publish'], '--publish'],
    [['calls'], 'calls'],
    [['--self-check', '--demo'], '--self-check'],
    [['--self-check', '--data-dir=calls'], '--self-check'],
  ])('refuses %j and names it', (args, named) => {
    expect(() => parse(...args)).toThrow(CommandLineError);
    expect(() => parse(...args)).toThrow(named);
  });
});
