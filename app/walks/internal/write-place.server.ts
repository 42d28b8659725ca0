import type { z } from 'zod'
import { type Day, shanghaiMinute } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { levelInput, placeInput } from '../walk-input'
import { makeChain } from './make-chain.server'

const insertPlace = `
  INSERT INTO walks_place (campaign, key, kind, name_zh, name_en, game_zh, game_en, x, y, opens_at, closes_at, position)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`

/** A place with the codes that are printed for it: one for a poster, and a flip-book's for each half hour. */
export async function writePlace(
  tx: Sql,
  campaign: string,
  day: Day,
  place: z.output<typeof placeInput>,
  position: number,
): Promise<void> {
  const { key, kind, name, game, x, y } = place
  const hours = [shanghaiMinute(`${day}T${place.opens}`), shanghaiMinute(`${day}T${place.closes}`)]
  const texts = [name.zh, name.en, game.zh, game.en]
  await tx.query(insertPlace, [campaign, key, kind, ...texts, x, y, ...hours, position])
  for (const printed of ['static', 'page'] as const)
    await makeChain(tx, { campaign, place: key, kind: printed, day })
}

export async function writeLevel(
  tx: Sql,
  campaign: string,
  { key, name, km, capacity, needs }: z.output<typeof levelInput>,
  position: number,
): Promise<void> {
  await tx.query(
    `INSERT INTO walks_level (campaign, key, name_zh, name_en, km, capacity, needs, position)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [campaign, key, name.zh, name.en, km, capacity, needs, position],
  )
}
