import { open } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import type { Core } from '../core/core.ts';
import { answerMedia } from '../core/media/range.ts';

const mediaPath = z.object({
  callId: z
    .string()
    .regex(/^[1-9]\d{0,15}$/)
    .transform(Number),
});

/** `?download=1` asks for a file to be saved. */
const mediaQuery = z.object({ download: z.literal('1') });

/** Stored recordings, seekable: `/media/recordings/<call id>`. */
export function serveMedia(fastify: FastifyInstance, core: Pick<Core, 'audioFile'>): void {
  fastify.route({
    method: ['GET', 'HEAD'],
    url: '/media/recordings/:callId',
    exposeHeadRoute: false,
    async handler(request, reply) {
      const path = mediaPath.safeParse(request.params);
      const file = path.success ? core.audioFile(path.data.callId) : undefined;
      const handle = file && (await open(file.path).catch(() => undefined));
      if (!file || !handle) return reply.code(404).type('text/plain').send('No such recording\n');
      try {
        // The file's own size, and not what core remembers: a length that is not true breaks the connection.
        const { size } = await handle.stat();
        const saveAs = mediaQuery.safeParse(request.query).success ? file.downloadName : undefined;
        const answer = answerMedia(request.headers.range, { bytes: size, mimeType: file.mimeType, saveAs });
        reply.code(answer.status).headers(answer.headers);
        if (request.method === 'HEAD' || answer.body === undefined) {
          await handle.close();
          return reply.send();
        }
        // The stream closes the handle, also when the player hangs up half way.
        return reply.send(handle.createReadStream(answer.body));
      } catch (error) {
        await handle.close();
        throw error;
      }
    },
  });
}
