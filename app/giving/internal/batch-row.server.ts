import { findCampaign } from '~/campaigns/find-campaign.server'
import type { Route } from '~/campaigns/routing'
import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { BatchKind } from '../batch'

export interface BatchRow {
  id: string
  campaign: string
  fund: string | null
  place: string
  kind: BatchKind
  receivedOn: Day
  state: 'open' | 'agreed' | 'dropped'
  round: number
  enteredBy: string
}
/** SQL: the proposal of batch `b` that waits for the second count. */
export const waitingCount = `
  SELECT p.id FROM identity_proposal p
   WHERE p.action = 'offline.count' AND p.subject_kind = 'batch' AND p.subject_id = b.id::text AND p.state = 'waiting'`

/** SQL: whether person `$n` has opened batch `b` or entered a line of it, and so knows what is in it. */
export const hasEntered = (person: string): string => `
  (b.entered_by = ${person} OR EXISTS (SELECT FROM giving_batch_line y WHERE y.batch_id = b.id AND y.entered_by = ${person}))`

const find = `
  SELECT b.id::text, b.campaign, b.fund, b.place, b.kind, b.received_on AS "receivedOn", b.state, b.round, b.entered_by AS "enteredBy"
    FROM giving_batch b WHERE b.id = $1::uuid`

/** A batch as verbs need it; with `lock` it is held to the end of the transaction. Null when there is none. */
export async function batchRow(sql: Sql, id: string, lock: 'lock' | 'look'): Promise<BatchRow | null> {
  if (!isUuid(id)) return null
  const [row] = await sql.query<BatchRow>(lock === 'lock' ? `${find} FOR UPDATE` : find, [id])
  return row ?? null
}

/** The proposal that waits for the second count of a batch, and whether `person` knows its lines. */
export async function countingOf(
  sql: Sql,
  batchId: string,
  person: string,
): Promise<{ proposalId: string | null; entered: boolean; lines: number; sumFen: Fen }> {
  const [row] = await sql.query<{
    proposalId: string | null
    entered: boolean
    lines: number
    sumFen: Fen
  }>(
    `SELECT (${waitingCount})::text AS "proposalId", ${hasEntered('$2')} AS entered,
            (SELECT count(*)::int FROM giving_batch_line WHERE batch_id = b.id) AS lines,
            (SELECT coalesce(sum(amount_fen), 0)::bigint FROM giving_batch_line WHERE batch_id = b.id) AS "sumFen"
       FROM giving_batch b WHERE b.id = $1::uuid`,
    [batchId, person],
  )
  return row!
}

/** Routes of a campaign that takes money; null when there is none, or it takes nothing (a draft, or settled). */
export async function routesOf(sql: Sql, slug: string): Promise<readonly Route[] | null> {
  const campaign = await findCampaign(sql, slug)
  if (!campaign || (campaign.state !== 'open' && campaign.state !== 'closed')) return null
  return campaign.routing.routes
}
