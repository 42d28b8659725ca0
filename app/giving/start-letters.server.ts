import { randomUUID } from 'node:crypto'
import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { batchKey, type LetterBatch, writeLetters } from './internal/letter-receivers.server'

export type { LetterBatch }

const open = `
  INSERT INTO giving_letter_run (id, kind, key, year, campaign, fund, from_on, to_on, words, started_by, started_name)
  VALUES ($1, $2, $3, $4, $5, $6, $7::date, $8::date, $9::jsonb, $10, $11)`

/** May `by` send this batch? Organisers of one campaign thank its donors only. */
export const maySendLetters = (by: Actor, batch: LetterBatch): boolean => {
  if (batch.kind === 'statement') return can(by, 'statement.send')
  const { campaign, fund } = batch.choice
  return can(by, 'thanks.send', campaign ? { campaign } : { fund: fund! })
}

/**
 * Starts a batch of letters: who is written to is settled now, in one transaction with the trail; the outbox does the rest, and
 * goes on where it stopped. Nobody gets a letter of this batch twice, also when it is started again. Refuses `not-allowed`,
 * `nobody` (none left to write to), `changed` (another number of receivers than the person was shown: look again).
 */
export async function startLetters(
  db: Database,
  by: Actor,
  batch: LetterBatch,
  shown: number,
): Promise<Outcome<{ runId: string; receivers: number }, 'not-allowed' | 'nobody' | 'changed'>> {
  if (!maySendLetters(by, batch)) return { ok: false, reason: 'not-allowed' }
  const about = batch.kind === 'statement' ? { year: batch.year } : { ...batch.choice }
  const words = batch.kind === 'thanks' ? batch.words : {}
  class Refused extends Error {
    constructor(readonly why: 'nobody' | 'changed') {
      super(why)
    }
  }
  try {
    return await db.transaction(async (tx) => {
      const key = batchKey(batch)
      // The same batch started twice at once: the second finds nobody left.
      await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [key])
      const runId = randomUUID()
      const {
        year = null,
        campaign = null,
        fund = null,
        fromOn = null,
        toOn = null,
      } = about as Partial<Record<string, unknown>>
      const who = [by.id, by.name]
      await tx.query(open, [
        ...[runId, batch.kind, key, year, campaign, fund, fromOn, toOn],
        ...[JSON.stringify(words), ...who],
      ])
      const receivers = await writeLetters(tx, batch, runId)
      if (receivers === 0) throw new Refused('nobody')
      if (receivers !== shown) throw new Refused('changed')
      await tx.query(`INSERT INTO platform_outbox (topic, payload) VALUES ('send-letters', '{}')`)
      await recordAct(tx, {
        by,
        action: `${batch.kind}.send`,
        subject: { kind: 'letters', id: runId },
        after: { ...about, receivers },
      })
      return { ok: true as const, runId, receivers }
    })
  } catch (error) {
    if (error instanceof Refused) return { ok: false, reason: error.why }
    throw error
  }
}
