import { finishOldBundle } from '~/disclosures/old/finish-old-bundle.server'
import { keepOldBundle } from '~/disclosures/old/keep-old-bundle.server'
import { offerOldStatement } from '~/disclosures/old/offer-old-statement.server'
import { type Actor, theSoftware } from '~/identity/actor'
import { decideProposal } from '~/identity/decide-proposal.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import type { Database } from '~/platform/db.server'
import { executors, projections } from '~/wiring.server'
import { form } from './bundle'
import { an, mei, today } from './support'

export const oldSource = '番禺区慈善会网站，2021年10月15日'
/** A quarter long ago, with a sum that is wrong. */
export const oldForm = (more: Parameters<typeof form>[0] = {}) =>
  form({
    heading: ['特教训练成长项目', '2021年第三季度开展情况公示'],
    name: '特教训练成长项目',
    period: '2020年9月至今',
    doing: '本季度上课36课时，支出12,000元，其中：教材5,000元；交通6,000元。',
    ...more,
  })

/** A text that is read to its end. */
export async function readToItsEnd(db: Database, text: string): Promise<string> {
  const kept = await keepOldBundle(db, theSoftware, { name: '旧公示', text })
  if (!kept.ok) throw new Error(kept.reason)
  const done = await finishOldBundle(db, theSoftware, kept.id)
  if (!done.ok && done.reason !== 'done') throw new Error(done.reason)
  return kept.id
}

export const offered = (
  db: Database,
  bundle: string,
  more: Partial<Parameters<typeof offerOldStatement>[2]> = {},
  by: Actor = mei,
) => offerOldStatement(db, by, { bundle, n: 0, project: 'training', source: oldSource, today, ...more })

export const decideOld = (
  db: Database,
  by: Actor,
  id: string,
  decision: 'approved' | 'rejected' = 'approved',
) => decideProposal(db, by, { id, decision, note: '看过' }, executors)

export async function publishedOld(db: Database, text: string = oldForm()): Promise<void> {
  const offer = await offered(db, await readToItsEnd(db, text))
  if (!offer.ok) throw new Error(offer.reason)
  const done = await decideOld(db, an, offer.proposalId)
  if (!done.ok) throw new Error(JSON.stringify(done))
  await sealEntries(db, projections)
}
