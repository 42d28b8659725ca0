import { z } from 'zod'

const both = z.object({ 'zh-CN': z.string(), en: z.string() })

/** One figure of a statement. Its key is stable: texts name it (`{figure:plans.approved.count}`), and so may programs. */
export const figureShape = z
  .object({
    key: z.string().describe('stable, for example assistance.byCategory.medical.amountFen'),
    label: both,
    count: z.number().int().optional().describe('of a count'),
    unit: both.optional().describe('what is counted'),
    amountFen: z
      .string()
      .regex(/^-?\d+$/)
      .optional()
      .describe('of money: whole fen, as text'),
    records: z.string().describe('path of the page that lists the records it comes from'),
  })
  .describe('either count or amountFen is there')
export type Figure = z.infer<typeof figureShape>
export type Both = z.infer<typeof both>
export const bothShape = both

/** What a figure's page shows the records of; the rest of its key says which. */
export const isMoney = (figure: Figure): figure is Figure & { amountFen: string } =>
  figure.amountFen !== undefined

export const inBoth = (zh: string, en: string): Both => ({ 'zh-CN': zh, en: en || zh })

/** Whether a table tells it: an indicator that was not counted in the quarter has its sum through the quarter's end. */
export const isTold = ({ key, count }: Figure): boolean =>
  !(count === 0 && /^indicator\..*\.count$/.test(key))
