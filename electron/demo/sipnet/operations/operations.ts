import type { Operation } from '../operation.ts';
import { aninnumbers } from './aninnumbers.ts';
import { balance } from './balance.ts';
import { attempts, calls, pbxcalls } from './calls.ts';
import { calls2 } from './calls2.ts';
import { children, genuser } from './children.ts';
import { entercabinet } from './entercabinet.ts';
import { gencall, genmulticall } from './gencall.ts';
import { finopers, report } from './money.ts';
import { getrec, recordcalls } from './recordings.ts';
import { redirect } from './redirect.ts';
import { webbuttons } from './webbuttons.ts';
import { webhook } from './webhook.ts';

/** Every operation of the document (SIPNET API 2.7.0, 6), by its name on the wire. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  Object.entries({
    balance,
    calls,
    finopers,
    attempts,
    calls2,
    pbxcalls,
    entercabinet,
    webbuttons,
    webhook,
    genuser,
    getrec,
    recordcalls,
    aninnumbers,
    children,
    gencall,
    genmulticall,
    redirect,
    report,
  }),
);
