import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useSession } from '../../session/session.tsx';
import { useLive } from '../../stores/live-store.ts';
import { pagePlaces, testPageLink } from './page-links.ts';
import { applyStep, noRun, type RunState } from './run-state.ts';

/** Runs the whole test, core's links first and the page's own after them. Leaving the screen ends it. */
export function useRun() {
  const { client, api } = useSession();
  const queries = useQueryClient();
  const sound = useLive((state) => state.settings.sound);
  const [run, setRun] = useState<RunState>(noRun);
  const [problem, setProblem] = useState<unknown>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  async function follow(signal: AbortSignal): Promise<void> {
    for await (const step of await client.diagnostics.run(undefined, { signal })) {
      if (signal.aborted) return;
      setRun((known) => applyStep(known, step));
    }
    const { features } = await queries.ensureQueryData(api.host.info.queryOptions());
    const places = pagePlaces(features);
    setRun((known) => applyStep(known, { kind: 'plan', links: places }));
    for (const place of places) {
      const result = await testPageLink(place, sound);
      setRun((known) => applyStep(known, { kind: 'result', result }));
    }
    setRun((known) => ({ ...known, phase: 'done' }));
  }

  return {
    run,
    problem,
    start() {
      running.current?.abort();
      const ending = new AbortController();
      const { signal } = ending;
      running.current = ending;
      setProblem(undefined);
      setRun({ ...noRun, phase: 'running' });
      follow(signal).catch((thrown) => {
        if (signal.aborted) return;
        setProblem(thrown);
        setRun((known) => ({ ...known, phase: 'broken', testing: undefined }));
      });
    },
    stop() {
      running.current?.abort();
      setRun((known) => ({ ...known, phase: known.results.length === 0 ? 'idle' : 'done', testing: undefined }));
    },
  };
}
