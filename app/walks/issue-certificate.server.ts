import { randomBytes } from 'node:crypto'
import { cleanText, lengthOf } from '~/giving/gift-form'
import { codeLetters } from '~/platform/code-letters'
import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import type { CardId } from './card-id'
import { type Certificate, longestCertificateName } from './certificate'
import { findCertificateOfCard, isWithdrawn } from './find-certificate.server'

export type CertificateRefusal =
  | 'unknown-card'
  | 'not-complete'
  | 'not-finished'
  | 'name-too-long'
  | 'name-stands'

const find = `
  SELECT cardinality(levels) > 0 AS complete, finished_at IS NOT NULL AS finished, certificate_name AS name,
         EXISTS (SELECT FROM walks_walker w WHERE w.card = k.id) AS registered FROM walks_card k WHERE id = $1`
/** Asked of the row that is written: two at once get one number, and the first name stands. */
const issue = `
  UPDATE walks_card k SET certificate = coalesce(k.certificate, nextval('walks_certificate_number')),
         certificate_at = coalesce(k.certificate_at, now()),
         certificate_code = CASE WHEN k.certificate IS NULL THEN $2 ELSE k.certificate_code END,
         certificate_name = CASE WHEN k.certificate_name = '' THEN $3 ELSE k.certificate_name END,
         (certificate_level_zh, certificate_level_en, certificate_km, certificate_proofs) = (
           SELECT zh, en, km, proofs FROM (
             SELECT 1 AS turn, l.name_zh AS zh, l.name_en AS en, l.km, l.needs || ARRAY(
                      SELECT s.place FROM walks_stamp s JOIN walks_place p ON p.campaign = s.campaign AND p.key = s.place
                       WHERE s.card = k.id AND p.kind = 'finish' AND NOT s.voided ORDER BY s.happened_at LIMIT 1) AS proofs
               FROM walks_level l WHERE l.campaign = k.campaign AND l.key = ANY (k.levels)
                AND (k.certificate IS NULL OR l.km > k.certificate_km OR ${isWithdrawn})
             UNION ALL SELECT 2, k.certificate_level_zh, k.certificate_level_en, k.certificate_km, k.certificate_proofs
           ) AS says ORDER BY turn, km DESC LIMIT 1)
   WHERE k.id = $1`

interface Found {
  complete: boolean
  finished: boolean
  name: string
  registered: boolean
}

const newCode = () => [...randomBytes(10)].map((byte) => codeLetters[byte & 31]).join('')

/**
 * Gives a card that completed a level and came back its certificate, once: it says for ever what the level was called then. Asked
 * again, it is the same number, and says something else only if the card completed more since, or what it rested on was
 * voided. Whoever has the card may ask, and a bib shows it to everybody: a visitor's takes a name once (`name-stands` after that),
 * a registered walker's takes none here (`name-certificate`). Refuses `unknown-card`, `not-complete`, `not-finished`,
 * `name-too-long`.
 */
export async function issueCertificate(
  sql: Sql,
  input: { card: CardId; name: string },
): Promise<Outcome<{ certificate: Certificate }, CertificateRefusal>> {
  const name = cleanText(input.name, 'one')
  if (lengthOf(name) > longestCertificateName) return { ok: false, reason: 'name-too-long' }
  const [card] = await sql.query<Found>(find, [input.card])
  if (!card) return { ok: false, reason: 'unknown-card' }
  if (!card.complete) return { ok: false, reason: 'not-complete' }
  if (!card.finished) return { ok: false, reason: 'not-finished' }
  const typed = card.registered ? '' : name
  if (typed !== '' && card.name !== '' && card.name !== typed) return { ok: false, reason: 'name-stands' }
  await sql.query(issue, [input.card, newCode(), typed])
  const certificate = await findCertificateOfCard(sql, input.card)
  return certificate ? { ok: true, certificate } : { ok: false, reason: 'not-complete' }
}
