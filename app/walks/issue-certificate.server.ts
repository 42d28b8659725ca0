import { randomBytes } from 'node:crypto'
import { cleanText, lengthOf } from '~/giving/gift-form'
import { codeLetters } from '~/platform/code-letters'
import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import type { CardId } from './card-id'
import { type Certificate, longestCertificateName } from './certificate'
import { findCertificateOfCard } from './find-certificate.server'

export type CertificateRefusal = 'unknown-card' | 'not-complete' | 'not-finished' | 'name-too-long'

const find = `SELECT cardinality(levels) > 0 AS complete, finished_at IS NOT NULL AS finished FROM walks_card WHERE id = $1`
/** Asked of the row that is written: two at once get one number. */
const issue = `
  UPDATE walks_card SET certificate = coalesce(certificate, nextval('walks_certificate_number')),
         certificate_at = coalesce(certificate_at, now()),
         certificate_code = CASE WHEN certificate IS NULL THEN $2 ELSE certificate_code END, certificate_name = $3
   WHERE id = $1`

const newCode = () => [...randomBytes(10)].map((byte) => codeLetters[byte & 31]).join('')

/**
 * Gives a card that completed a level and came back its certificate, once: asked again, it is the same number, with the name
 * that was typed last. Whoever has the card may ask. Refuses `unknown-card`, `not-complete`, `not-finished`, `name-too-long`.
 */
export async function issueCertificate(
  sql: Sql,
  input: { card: CardId; name: string },
): Promise<Outcome<{ certificate: Certificate }, CertificateRefusal>> {
  const name = cleanText(input.name, 'one')
  if (lengthOf(name) > longestCertificateName) return { ok: false, reason: 'name-too-long' }
  const [card] = await sql.query<{ complete: boolean; finished: boolean }>(find, [input.card])
  if (!card) return { ok: false, reason: 'unknown-card' }
  if (!card.complete) return { ok: false, reason: 'not-complete' }
  if (!card.finished) return { ok: false, reason: 'not-finished' }
  await sql.query(issue, [input.card, newCode(), name])
  const certificate = await findCertificateOfCard(sql, input.card)
  return certificate ? { ok: true, certificate } : { ok: false, reason: 'not-complete' }
}
