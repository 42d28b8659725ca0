import { setTimeout as pause } from 'node:timers/promises'
import type { Sql } from '~/platform/db.server'
import type { Mailer } from '~/platform/mail.server'
import type { Outcome } from '~/platform/outcome'
import { type Acknowledgement, findAcknowledgement } from './find-acknowledgement.server'
import { findGift } from './find-gift.server'
import { acknowledgementMail } from './internal/acknowledgement-mail.server'
import { renderAcknowledgement } from './render-acknowledgement.server'

export interface SendAcknowledgement {
  db: Sql
  mailer: Mailer
  config: { PUBLIC_URL: string; SHANXING_DEMO: boolean }
  /** How long the paper may wait for its place in the log; the sealer needs a fraction of a second. */
  sealWaitMs?: number
}

/**
 * Mails a confirmed gift's acknowledgement to the address its donor left, in the gift's language, with the paper
 * attached. It goes out once the gift is sealed, or after `sealWaitMs` without its place in the log.
 * Run by the outbox, therefore at least once: should the process die after the mail server took the mail, it goes out
 * again under the same Message-ID. Rejects when the mail was not taken. Refuses `unknown-gift`, `not-confirmed`, `no-address`.
 */
export async function sendAcknowledgement(
  { db, mailer, config, sealWaitMs = 3_000 }: SendAcknowledgement,
  giftId: string,
): Promise<Outcome<{ sent: true }, 'unknown-gift' | 'no-address' | 'not-confirmed'>> {
  const gift = await findGift(db, giftId)
  if (!gift) return { ok: false, reason: 'unknown-gift' }
  if (gift.state !== 'confirmed' || !gift.acknowledgement) return { ok: false, reason: 'not-confirmed' }
  if (gift.contactEmail === '') return { ok: false, reason: 'no-address' }
  const ack = await sealedAcknowledgement(db, gift.acknowledgement, sealWaitMs)
  const options = { publicUrl: config.PUBLIC_URL, demo: config.SHANXING_DEMO }
  const pdf = await renderAcknowledgement(ack, { locale: gift.locale, ...options })
  await mailer.send(acknowledgementMail(ack, { ...options, pdf }))
  return { ok: true, sent: true }
}

async function sealedAcknowledgement(
  db: Sql,
  { number, code }: { number: string; code: string },
  waitMs: number,
): Promise<Acknowledgement> {
  const stepMs = 150
  for (let waitedMs = 0; ; waitedMs += stepMs) {
    const ack = await findAcknowledgement(db, number, code)
    if (!ack) throw new Error('A confirmed gift has no acknowledgement')
    if (ack.leafIndex !== null || waitedMs >= waitMs) return ack
    await pause(stepMs)
  }
}
