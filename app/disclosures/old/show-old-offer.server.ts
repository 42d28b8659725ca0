import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import type { Sql } from '~/platform/db.server'
import { inLocale, type Locale, pathIn } from '~/platform/i18n'
import { personalIn } from '~/platform/personal-in'
import { textsIn, wordsIn } from '~/platform/texts.server'
import { bareText } from '../bundle/bare-text'
import { offerKey } from './offer-old-statement.server'
import { reportOn } from './report'

const stateOf = `
  SELECT (SELECT project || ' ' || period FROM disclosures_old WHERE bundle = $1::uuid AND n = $2) AS published,
         EXISTS (SELECT FROM identity_proposal WHERE action = 'disclosure.publish-old' AND subject_id = $3 AND state = 'waiting') AS waiting`
const projects = `SELECT key, name_zh AS zh, name_en AS en FROM projects_project ORDER BY position, key LIMIT 1000`

/** Where one statement of a kept text stands on its way to the public, and what is asked of whoever offers it; null for others. */
export async function showOldOffer(
  sql: Sql,
  by: Actor,
  locale: Locale,
  { id, text, state, chosen }: { id: string; text: string; state: 'open' | 'done'; chosen: number },
) {
  const statement = reportOn(text).statements[chosen]
  if (!can(by, 'disclosure.publish-old') || !statement) return null
  const t = textsIn(locale, 'oldDisclosures')
  const [row] = await sql.query<{ published: string | null; waiting: boolean }>(stateOf, [
    ...[id, chosen, offerKey(id, chosen)],
  ])
  const [project, period] = row?.published?.split(' ') ?? []
  const known = await sql.query<{ key: string; zh: string; en: string }>(projects)
  const names = [statement.titleName, statement.facts.name?.text ?? ''].map(bareText)
  const personal = personalIn(text.slice(statement.from, statement.to))
  return {
    words: wordsIn(locale, 'oldDisclosures', [
      ...(['offer.title', 'offer.lead', 'offer.project', 'offer.choose', 'offer.source'] as const),
      ...(['offer.sourceHint', 'offer.submit', 'offer.waiting', 'offer.toProposals'] as const),
      ...(['offer.published', 'offer.toPublic', 'offer.personal', 'offer.first', 'offer.noQuarter'] as const),
    ]),
    published: project ? pathIn(locale, `/projects/${project}/old-disclosures/${period}`) : null,
    waiting: row?.waiting === true,
    proposals: pathIn(locale, '/desk/proposals'),
    done: state === 'done',
    quarter: statement.quarter !== null,
    personal: personal.map(({ kind, said }) => t(`personal.${kind}`, { said })),
    projects: known.map(({ key, ...name }) => ({ value: key, label: inLocale(locale, name) })),
    suggested: known.find(({ zh }) => names.includes(bareText(zh)))?.key ?? '',
  }
}
export type OldOfferShown = NonNullable<Awaited<ReturnType<typeof showOldOffer>>>
