import { z } from 'zod'
import type { Fen } from '~/money/fen'
import { most, mostSaleFen } from './market-limits'

/** Something that a stall sells, for one tap. */
export interface Goods {
  key: string
  nameZh: string
  nameEn: string
  priceFen: Fen
}

/** 摊位: a market table of one organisation. */
export interface Stall {
  campaign: string
  /** `s1`; a pass for it carries `stall:s1`. */
  key: string
  /** Printed first in its receipts' numbers. */
  number: number
  nameZh: string
  nameEn: string
  organisation: string
  /** Slug of the fund that its takings go to. */
  fund: string
  goods: Goods[]
  /** Counts saves. */
  version: number
}

/** One line without controls, not empty, in code points. */
const line = (longest: number) =>
  z
    .string()
    .normalize()
    .transform((text) => text.replace(/\s+/gu, ' ').trim())
    .pipe(z.string().refine((text) => text !== '' && [...text].length <= longest && !/\p{Cc}/u.test(text)))
const key = z.string().regex(/^[a-z0-9-]{1,32}$/)

export const goodsInput = z.object({
  key,
  nameZh: line(most.name),
  nameEn: line(most.name),
  priceFen: z.bigint().positive().max(mostSaleFen),
})

export const stallInput = z.object({
  key,
  number: z.number().int().min(1).max(most.stalls),
  nameZh: line(most.name),
  nameEn: line(most.name),
  organisation: line(most.organisation),
  fund: z.string().regex(/^[a-z0-9-]{1,64}$/),
  goods: z
    .array(goodsInput)
    .max(most.goods)
    .refine((goods) => new Set(goods.map((g) => g.key)).size === goods.length)
    .default([]),
})
export type StallInput = z.input<typeof stallInput>

/** The place key of a pass that serves `key`'s stall. */
export const stallPlace = (stall: string): string => `stall:${stall}`
/** Which stall a pass serves; null when it serves none. */
export const stallOfPlace = (placeKey: string): string | null =>
  placeKey.startsWith('stall:') ? placeKey.slice('stall:'.length) : null
