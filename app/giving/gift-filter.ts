import { z } from 'zod'
import { isDay } from '~/platform/dates'
import type { GiftState } from './gift'

export const giftStates = [
  'started',
  'pending',
  'confirmed',
  'failed',
  'expired',
  'held',
] as const satisfies readonly GiftState[]
export const giftChannels = ['wechat_pay', 'alipay', 'card', 'bank', 'cash', 'cheque', 'other'] as const

/** What a list of gifts is narrowed to. Days are in Asia/Shanghai, both included, by when the gift was started. */
export interface GiftFilter {
  campaign: string | null
  state: (typeof giftStates)[number] | null
  channel: (typeof giftChannels)[number] | null
  from: string | null
  to: string | null
}

const day = z.string().refine(isDay).nullable().catch(null)

const shape = z.object({
  campaign: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/)
    .nullable()
    .catch(null),
  state: z.enum(giftStates).nullable().catch(null),
  channel: z.enum(giftChannels).nullable().catch(null),
  from: day,
  to: day,
})

/** The filter that an address asks for; what cannot be understood narrows nothing. */
export const readGiftFilter = (query: URLSearchParams): GiftFilter =>
  shape.parse(Object.fromEntries(Object.keys(shape.shape).map((name) => [name, query.get(name)])))
