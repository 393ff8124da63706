import type { ProviderId } from '../../../../shared/contract/account.ts';

/**
 * Where a provider gives access to its interface: in its cabinet, which can be drawn, or on request (Autosecretary API v1,
 * introduction), which has no place to draw.
 */
export const accessPlace: Record<ProviderId, 'cabinet' | 'request'> = {
  sipnet: 'cabinet',
  sunsim: 'cabinet',
  alloincognito: 'cabinet',
  autosecretary: 'request',
};
