import { z } from 'zod'
import type { FundWithTotals } from './fund'

const fen = z
  .string()
  .regex(/^-?\d+$/)
  .describe('whole fen, as text')

/** A fund as programs read it. */
export const fundShape = z.object({
  slug: z.string(),
  kind: z.enum(['federation', 'community', 'campaign_pool', 'project']),
  name: z.object({ 'zh-CN': z.string(), en: z.string() }),
  purpose: z.object({ 'zh-CN': z.string(), en: z.string() }),
  restricted: z.boolean(),
  founder: z.string().describe('who founded it, as published; may be empty'),
  manager: z.string().describe('who runs it, as published; may be empty'),
  foundedOn: z.string().nullable(),
  group: z.string().nullable().describe('key of the group that it is counted in'),
  currency: z.literal('CNY'),
  receivedFen: fen.describe('all income over sealed entries'),
  disbursedFen: fen.describe('paid out under approved plans'),
  balanceFen: fen.describe('what the fund holds'),
  treeSize: z.number().int().describe('size of the public log at which these figures last moved'),
})
export type PublicFund = z.infer<typeof fundShape>

export const publicFund = (f: FundWithTotals): PublicFund => ({
  slug: f.slug,
  kind: f.kind,
  name: { 'zh-CN': f.nameZh, en: f.nameEn },
  purpose: { 'zh-CN': f.purposeZh, en: f.purposeEn },
  restricted: f.restricted,
  founder: f.founder,
  manager: f.manager,
  foundedOn: f.foundedOn,
  group: f.group,
  currency: 'CNY',
  receivedFen: f.receivedFen.toString(),
  disbursedFen: f.disbursedFen.toString(),
  balanceFen: f.balanceFen.toString(),
  treeSize: Number(f.treeSize),
})
