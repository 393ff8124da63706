import type { Method } from '../service.ts';
import { getCallList } from './call-list.ts';
import { orderCallback } from './callback.ts';
import { getCallRecordFile, getRequestResult } from './recordings.ts';
import { getSettings, setSettings } from './settings.ts';

/** Every method of the documents, named by its path behind `/api/v1/`. */
export type MethodName =
  | 'auth/integrationapi/create'
  | 'auth/integrationapi/refresh'
  | 'callback/create'
  | 'request/getcalllist'
  | 'request/getcallrecordfile'
  | 'request/getrequestresultbyhash'
  | 'Vats/settings/get'
  | 'Vats/settings/set';

interface Route {
  verb: 'GET' | 'POST';
  /** Undefined for those that make tokens: the endpoint has them. */
  method?: Method;
}

export const routes: Readonly<Record<MethodName, Route>> = {
  'auth/integrationapi/create': { verb: 'GET' },
  'auth/integrationapi/refresh': { verb: 'GET' },
  'callback/create': { verb: 'GET', method: orderCallback },
  'request/getcalllist': { verb: 'POST', method: getCallList },
  // The line that names its verb is lost in both scans; its parameter stands in the address.
  'request/getcallrecordfile': { verb: 'GET', method: getCallRecordFile },
  'request/getrequestresultbyhash': { verb: 'GET', method: getRequestResult },
  'Vats/settings/get': { verb: 'POST', method: getSettings },
  'Vats/settings/set': { verb: 'POST', method: setSettings },
};

export function isMethodName(path: string): path is MethodName {
  return Object.hasOwn(routes, path);
}
