import type { Page, PageOpener } from './page.ts';

export interface Delivery {
  channel: string;
  args: unknown[];
  ports: Parameters<Page['deliver']>[2];
}

/** A page that loads at once and does nothing: unit tests play its part, also of what scripts come to. */
export function createBlankPages(evaluate: Page['evaluate'] = async () => undefined): {
  openPage: PageOpener;
  deliveries: Delivery[];
  loads: string[];
} {
  const deliveries: Delivery[] = [];
  const loads: string[] = [];
  return {
    deliveries,
    loads,
    openPage: ({ events }) => {
      let url = '';
      const load = async (to: string) => {
        url = to;
        loads.push(to);
        await Promise.resolve();
        events.onLoaded();
      };
      return {
        url: () => url,
        load,
        reload: () => load(url),
        evaluate,
        deliver: (channel, args, ports) => {
          deliveries.push({ channel, args, ports });
        },
        close: async () => {},
      };
    },
  };
}
