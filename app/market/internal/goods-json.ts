import type { Goods } from '../stall'

/** Goods as their column keeps them: JSON has no BIGINT, prices are whole fen as text. */
export const goodsJson = (goods: readonly Goods[]): string =>
  JSON.stringify(goods.map((g) => ({ ...g, priceFen: g.priceFen.toString() })))

export type StoredGoods = Omit<Goods, 'priceFen'> & { priceFen: string }
export const readGoods = (stored: readonly StoredGoods[]): Goods[] =>
  stored.map((g) => ({ ...g, priceFen: BigInt(g.priceFen) }))
