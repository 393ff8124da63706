import type { Waveform } from '../../../../shared/contract/recording.ts';
import type { Sound } from './sound.ts';

/** Makes a waveform from sound that comes in pieces; what it holds is a few kilobytes, and 72 more for each hour. */
export interface WaveformBuilder {
  add(sound: Sound): void;
  /** Undefined when there was no sound. */
  finish(): Waveform | undefined;
}

/** When so many parts are full, each two become one: an hour ends up in as many as a minute. */
const mostParts = 2000;
const firstPartSeconds = 0.01;

/** Loudness is looked at in steps of this length. */
const stepSeconds = 0.05;
const shortestSilenceSeconds = 0.8;
/** Left at both ends of a silence, so that no word loses its soft beginning. */
const marginSeconds = 0.1;

/**
 * Silence is what lies so far below the loud parts, between these bounds: a quiet caller beside a loud agent must not count
 * as silence, nor a line that is noisy all through as speech.
 */
const belowLoudDecibels = 32;
const silenceBounds = { quietest: -60, loudest: -46 };

/** A step's loudness is kept as one byte of half decibels below full scale. */
const quietestByte = 255;

export function createWaveformBuilder(): WaveformBuilder {
  const parts = new Float32Array(mostParts);
  let partCount = 0;
  let partSeconds = firstPartSeconds;
  let partLeft = 0;
  let peak = 0;

  let steps = new Uint8Array(1024);
  let stepCount = 0;
  let stepLeft = 0;
  let energy = 0;

  let sampleRate = 0;
  let durationSeconds = 0;

  function closePart(): void {
    parts[partCount] = Math.min(peak, 1);
    partCount += 1;
    peak = 0;
    if (partCount === mostParts) {
      for (let at = 0; at < mostParts / 2; at++) parts[at] = Math.max(parts[2 * at] ?? 0, parts[2 * at + 1] ?? 0);
      partCount = mostParts / 2;
      partSeconds *= 2;
    }
    partLeft = Math.max(1, Math.round(partSeconds * sampleRate));
  }

  function closeStep(samples: number): void {
    if (stepCount === steps.length) {
      const longer = new Uint8Array(steps.length * 2);
      longer.set(steps);
      steps = longer;
    }
    const decibels = 10 * Math.log10(energy / samples + 1e-13);
    steps[stepCount] = Math.max(0, Math.min(quietestByte, Math.round(-2 * decibels)));
    stepCount += 1;
    energy = 0;
    stepLeft = stepLength();
  }

  const stepLength = () => Math.max(1, Math.round(stepSeconds * sampleRate));

  return {
    add({ channels, sampleRate: rate }) {
      if (rate !== sampleRate) {
        sampleRate = rate;
        partLeft = Math.max(1, Math.round(partSeconds * rate));
        stepLeft = stepLength();
      }
      const samples = channels[0]?.length ?? 0;
      durationSeconds += samples / rate;
      for (let at = 0; at < samples; ) {
        const run = Math.min(samples - at, partLeft, stepLeft);
        for (const channel of channels) {
          for (let index = at; index < at + run; index++) {
            const value = channel[index] ?? 0;
            energy += value * value;
            if (value > peak) peak = value;
            else if (-value > peak) peak = -value;
          }
        }
        at += run;
        partLeft -= run;
        stepLeft -= run;
        if (partLeft === 0) closePart();
        if (stepLeft === 0) closeStep(stepLength() * channels.length);
      }
    },
    finish() {
      if (durationSeconds === 0) return undefined;
      if (partCount === 0 || peak > 0) closePart();
      return {
        durationSeconds,
        peaks: Array.from(parts.subarray(0, partCount)),
        silences: findSilences(steps.subarray(0, stepCount), durationSeconds),
      };
    },
  };
}

function findSilences(steps: Uint8Array, durationSeconds: number): [number, number][] {
  const threshold = silenceByte(steps);
  const silences: [number, number][] = [];
  let since = 0;
  for (let step = 0; step <= steps.length; step++) {
    if (step < steps.length && (steps[step] ?? 0) > threshold) continue;
    const from = since * stepSeconds;
    const to = step === steps.length ? durationSeconds : step * stepSeconds;
    if (step > since && to - from > shortestSilenceSeconds) {
      silences.push([from === 0 ? 0 : from + marginSeconds, step === steps.length ? to : to - marginSeconds]);
    }
    since = step + 1;
  }
  return silences;
}

/** What is quieter than this is silence. Loud is what only a twentieth of all steps exceeds. */
function silenceByte(steps: Uint8Array): number {
  const counts = new Uint32Array(quietestByte + 1);
  for (const step of steps) counts[step] = (counts[step] ?? 0) + 1;
  let louder = 0;
  let loud = 0;
  while (loud < quietestByte && louder + (counts[loud] ?? 0) <= steps.length / 20) {
    louder += counts[loud] ?? 0;
    loud += 1;
  }
  const decibels = -loud / 2 - belowLoudDecibels;
  return -2 * Math.max(silenceBounds.quietest, Math.min(silenceBounds.loudest, decibels));
}
