/** Readings of the same that several ask for at once. */
export interface SharedReadings<Read> {
  /** The one that is under way, or a new one. Rejects with the reason of `signal`; the last who leaves ends the reading. */
  join(key: string, signal: AbortSignal | undefined, read: (signal: AbortSignal) => Promise<Read>): Promise<Read>;
  /** Whoever asks from now on is told what is there from now on. */
  part(key: string): void;
}

export function createSharedReadings<Read>(): SharedReadings<Read> {
  const underWay = new Map<string, { result: Promise<Read>; end: AbortController; readers: number }>();

  function begin(key: string, read: (signal: AbortSignal) => Promise<Read>) {
    const end = new AbortController();
    const reading = { result: read(end.signal), end, readers: 0 };
    underWay.set(key, reading);
    const forget = () => {
      if (underWay.get(key) === reading) underWay.delete(key);
    };
    reading.result.then(forget, forget);
    return reading;
  }

  return {
    async join(key, signal, read) {
      signal?.throwIfAborted();
      const reading = underWay.get(key) ?? begin(key, read);
      reading.readers += 1;
      const left = Promise.withResolvers<never>();
      const leave = () => left.reject(signal?.reason);
      signal?.addEventListener('abort', leave, { once: true });
      try {
        return await Promise.race([reading.result, left.promise]);
      } finally {
        signal?.removeEventListener('abort', leave);
        reading.readers -= 1;
        if (reading.readers === 0) {
          if (underWay.get(key) === reading) underWay.delete(key);
          reading.end.abort();
        }
      }
    },
    part(key) {
      underWay.delete(key);
    },
  };
}
