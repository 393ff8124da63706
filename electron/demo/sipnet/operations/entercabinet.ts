import type { Operation } from '../operation.ts';

/** SIPNET API 2.7.0, 6.7. */
export const entercabinet: Operation = ({ service }) => ({ url: service.cabinetUrl() });
