import type { Operation } from '../service.ts';

/** Seed: SIPNET 6.7. */
export const entercabinet: Operation = ({ service }) => ({ url: service.cabinetUrl() });
