import { z } from 'zod'
import { composedShape } from './composed'
import { bothShape } from './figure'

/** A published disclosure: what was computed, what people wrote, and which version it is. This is what is frozen and hashed. */
export const statementShape = composedShape.extend({
  version: z.number().int().positive(),
  publishedOn: z.string(),
  treeSize: z.number().int().describe('size of the public log when it was made'),
  done: bothShape.describe('what was done, with its figures filled in'),
  came: bothShape.describe('what came of it'),
  written: z
    .object({ done: bothShape, came: bothShape })
    .describe('the same as it was written, with its live fields'),
  explanation: bothShape.describe('why this version was made; empty for the first'),
  acknowledged: z
    .array(z.object({ number: z.string(), reason: z.string() }))
    .describe('numbers in the text that no record holds, and why they may stand'),
})
export type Statement = z.infer<typeof statementShape>

/** As programs read it: the frozen statement with its seal. */
export const publishedShape = statementShape.extend({
  seal: z.object({
    hash: z.string().describe('SHA-256 of the frozen JSON, in hex'),
    frozen: z.string().describe('path of the frozen JSON, byte for byte as it was hashed'),
    entryId: z.string(),
    index: z
      .number()
      .int()
      .nullable()
      .describe('its leaf in the public log; null for the moment before it is sealed'),
  }),
  versions: z.array(z.object({ version: z.number().int(), publishedOn: z.string(), hash: z.string() })),
})
export type Published = z.infer<typeof publishedShape>
