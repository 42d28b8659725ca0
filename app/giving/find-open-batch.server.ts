import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import type { Sql } from '~/platform/db.server'
import { type BatchRow, batchRow, countingOf } from './internal/batch-row.server'

/** A batch that lines can be entered into now, within `by`'s reach; null when there is none, or somebody is counting it. */
export async function findOpenBatch(sql: Sql, by: Actor, id: string): Promise<BatchRow | null> {
  const batch = await batchRow(sql, id, 'look')
  if (batch?.state !== 'open' || !can(by, 'offline.enter', { campaign: batch.campaign })) return null
  return (await countingOf(sql, batch.id, by.id)).proposalId === null ? batch : null
}
