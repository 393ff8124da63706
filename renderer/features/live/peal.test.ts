import { expect, test } from 'vitest';
import { pealFile, pealSamples } from './peal.ts';

test('a peal is loud and never overdriven, and begins and ends in silence so that it can be repeated', () => {
  const samples = pealSamples();
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  expect(loudest).toBeCloseTo(0.8, 2);
  expect(samples[0]).toBe(0);
  expect(samples.at(-1)).toBe(0);
  // No step between two samples that would be heard as a click.
  let steepest = 0;
  for (let index = 1; index < samples.length; index += 1) {
    steepest = Math.max(steepest, Math.abs((samples[index] ?? 0) - (samples[index - 1] ?? 0)));
  }
  expect(steepest).toBeLessThan(0.8);
  const energy = (from: number, to: number) =>
    samples.subarray(from * samples.length, to * samples.length).reduce((sum, sample) => sum + sample * sample, 0);
  expect(energy(2 / 3, 1)).toBeLessThan(energy(0, 1 / 3) / 20);
});

test('its file says how long it is', async () => {
  const bytes = new DataView(await pealFile().arrayBuffer());
  const [rate, dataBytes] = [bytes.getUint32(24, true), bytes.getUint32(40, true)];
  expect(bytes.byteLength).toBe(44 + dataBytes);
  expect(dataBytes / 2 / rate).toBe(3);
});
