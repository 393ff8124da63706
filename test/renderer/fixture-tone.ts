/** Two minutes of a quiet tone as WAV, with Range as the hosts have it. */
export function answerTone(range: string | undefined, response: import('node:http').ServerResponse) {
  const rate = 8000;
  const samples = rate * 120;
  const wav = Buffer.alloc(44 + samples);
  wav.write('RIFF', 0).valueOf();
  wav.writeUInt32LE(36 + samples, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate, 28);
  wav.writeUInt16LE(1, 32);
  wav.writeUInt16LE(8, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(samples, 40);
  for (let at = 0; at < samples; at += 1) wav[44 + at] = 128 + Math.round(20 * Math.sin(at / 6));
  const [, from = '0', to = ''] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
  const start = Number(from);
  const end = to === '' ? wav.length - 1 : Math.min(Number(to), wav.length - 1);
  response.writeHead(range ? 206 : 200, {
    'content-type': 'audio/wav',
    'accept-ranges': 'bytes',
    'content-length': end - start + 1,
    ...(range ? { 'content-range': `bytes ${start}-${end}/${wav.length}` } : {}),
  });
  response.end(wav.subarray(start, end + 1));
}
