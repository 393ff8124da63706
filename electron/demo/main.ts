import { parseArgs } from 'node:util';
import { createDemoProvider } from './demo-provider.ts';
import { describeTraps, readTraps } from './sipnet/trap-words.ts';

const help = `node electron/demo/main.ts [--port N] [--traffic] [--traps name,name=value,…]

A stand of the SIPNET API on 127.0.0.1 with a week of calls, for developers.
  --port N    where to listen; any free port if left out
  --traffic   calls ring by themselves
  --traps     what of reality to add (fault=kind[:operation[:before|after]]):
${describeTraps()}
`;

try {
  await run();
} catch (error) {
  // What a developer typed wrong needs a sentence and no stack.
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      traffic: { type: 'boolean', default: false },
      traps: { type: 'string', default: '' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const demo = await createDemoProvider({
    port: Number(values.port),
    traffic: values.traffic,
    traps: readTraps(values.traps),
    onRequest(entry) {
      const parameters = JSON.stringify(entry.parameters);
      process.stdout.write(`${new Date(entry.at).toISOString()} ${entry.outcome} ${parameters}\n`);
    },
  }).start('ru');
  process.stdout.write(`${demo.baseUrl}\nlogin ${demo.login}, password ${demo.password}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void demo.close());
}
