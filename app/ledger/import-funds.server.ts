import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import { dropUpload, findUpload } from '~/platform/keep-upload.server'
import type { Outcome } from '~/platform/outcome'
import type { Fund, FundFacts } from './fund'
import { isReady } from './fund-import-plan'
import type { FundWords } from './fund-row'
import { openFund } from './open-fund.server'
import { planFundImport } from './plan-fund-import.server'

export const fundImportKind = 'funds'

/** Thrown to roll back: nothing half done. */
class Refused extends Error {
  constructor(readonly reason: 'plan-changed' | 'not-ready') {
    super(reason)
  }
}

/**
 * Opens every new fund of an uploaded list, all or none, with an act for each and one for the list. `planHash` is the hash
 * of the plan that the person was shown. Refusals: `not-allowed`; `upload-gone` (an hour has passed, or it is another
 * person's); `not-ready` (a row must be mended first, or there is nothing new); `plan-changed` (since it was shown, funds
 * were opened: look again).
 */
export async function importFunds(
  db: Database,
  by: Actor,
  { uploadId, planHash, words }: { uploadId: string; planHash: string; words: FundWords },
): Promise<Outcome<{ opened: number }, 'not-allowed' | 'upload-gone' | 'not-ready' | 'plan-changed'>> {
  if (!can(by, 'fund.change')) return { ok: false, reason: 'not-allowed' }
  const upload = await findUpload(db, { id: uploadId, kind: fundImportKind, madeBy: by.id })
  if (!upload) return { ok: false, reason: 'upload-gone' }
  try {
    return await db.transaction(async (tx) => {
      // Looked at first, written only then: a list that must be mended costs no writing and no rolling back.
      const plan = await planFundImport(tx, upload.content, words)
      if (!isReady(plan)) throw new Refused('not-ready')
      if (plan.hash !== planHash) throw new Refused('plan-changed')
      await planFundImport(tx, upload.content, words, async (fund) => {
        const opened = await openFund(tx, fund)
        if (!opened.ok || !opened.created) throw new Refused('plan-changed')
        await recordAct(tx, {
          by,
          action: 'fund.open',
          subject: { kind: 'fund', id: fund.slug },
          after: facts(fund),
        })
      })
      await recordAct(tx, {
        by,
        action: 'fund.import',
        subject: { kind: 'upload', id: uploadId },
        after: { opened: plan.counts.new, same: plan.counts.same, hash: plan.hash },
      })
      await dropUpload(tx, uploadId)
      return { ok: true as const, opened: plan.counts.new }
    })
  } catch (error) {
    if (error instanceof Refused) return { ok: false, reason: error.reason }
    throw error
  }
}

const facts = ({ slug: _slug, ...rest }: Fund & FundFacts) => rest
