import { nameFunds } from '~/ledger/name-funds.server'
import { readHead } from '~/ledger/read-head.server'
import type { Sql } from '~/platform/db.server'
import { type ProjectFacts, readProjectFacts } from '~/projects/read-project-facts.server'
import type { AssistanceFacts } from '~/stewardship/assistance/read-assistance-facts.server'
import { readPublicSums } from '~/stewardship/assistance/read-public-sums.server'
import { type PlanFacts, readPlanFacts } from '~/stewardship/plans/read-plan-facts.server'
import { assistanceFigures } from './assistance-figures'
import type { Composed } from './composed'
import { type Figure, inBoth } from './figure'
import type { FigureDraft } from './figure-draft'
import type { FigureSource } from './figure-source'
import { planFigures } from './plan-figures'
import { projectFigures } from './project-figures'
import type { Quarter } from './quarter'

/**
 * What the records say of a project in a quarter: its facts, and every figure with the page of its records. Reads what is there now;
 * `treeSize` is how far the log was sealed. Null where there is no such project.
 */
export async function composeStatement(
  sql: Sql,
  key: string,
  quarter: Quarter,
  sources: readonly FigureSource[],
): Promise<{ composed: Composed; treeSize: number } | null> {
  const facts = await readProjectFacts(sql, key, quarter)
  if (!facts) return null
  const plans = await readPlanFacts(sql, key, quarter)
  const assistance = await readPublicSums(sql, key, quarter)
  const question = { ...quarter, project: key, campaign: facts.project.campaign }
  const others: Figure[] = []
  for (const source of sources) others.push(...(await source.read(sql, question)))
  const { treeSize } = await readHead(sql)
  const names = await nameFunds(
    sql,
    plans.approved.byFund.map((one) => one.fund),
  )
  const funds = Object.fromEntries(
    Object.entries(names).map(([slug, name]) => [slug, inBoth(name.zh, name.en)]),
  )
  const drafts = [
    ...planFigures(plans, funds),
    ...assistanceFigures(assistance),
    ...projectFigures(facts, quarter),
  ]
  const page = `/projects/${key}/disclosures/${quarter.period}/figures`
  const figures = [...drafts.map((draft) => figureOf(draft, page)), ...others]
  return { composed: composedOf({ quarter, facts, plans, assistance, figures }), treeSize: Number(treeSize) }
}

const figureOf = ({ amountFen, ...draft }: FigureDraft, page: string): Figure => ({
  ...draft,
  ...(amountFen !== undefined && { amountFen: amountFen.toString() }),
  records: `${page}/${draft.key}`,
})

interface Facts {
  quarter: Quarter
  facts: ProjectFacts
  plans: PlanFacts
  assistance: AssistanceFacts
  figures: Figure[]
}

function composedOf({ quarter, facts, plans, assistance, figures }: Facts): Composed {
  const { project: p } = facts
  return {
    project: {
      ...{ key: p.key, kind: p.kind, state: p.state, begins: p.begins, ends: p.ends },
      name: inBoth(p.nameZh, p.nameEn),
      served: inBoth(p.servedZh, p.servedEn),
      field: inBoth(p.fieldZh, p.fieldEn),
      area: inBoth(p.areaZh, p.areaEn),
      intro: inBoth(p.introZh, p.introEn),
      partners: facts.partners.map((one) => inBoth(one.nameZh, one.nameEn)),
      amendments: facts.amendments.map(({ what, before, after, reasonZh, reasonEn, on }) => ({
        ...{ what, before, after, on },
        reason: inBoth(reasonZh, reasonEn),
      })),
    },
    ...quarter,
    figures,
    milestones: facts.milestones.map(({ kind, titleZh, titleEn, dueOn, metOn }) => ({
      ...{ kind, dueOn, metOn },
      title: inBoth(titleZh, titleEn),
    })),
    contracts: facts.contracts.map((one) => ({
      ...{ number: one.number, partner: one.partner, title: inBoth(one.titleZh, one.titleEn) },
      ...{ signedOn: one.signedOn, from: one.fromOn, to: one.toOn, totalFen: one.totalFen.toString() },
      yearlyFen: one.yearlyFen?.toString() ?? null,
      // Only where there is something to say: what is published already stays as it reads.
      ...(one.cancelledOn && { cancelledOn: one.cancelledOn }),
      instalments: one.instalments.map(({ no, titleZh, titleEn, amountFen, paidOn }) => ({
        ...{ no, title: inBoth(titleZh, titleEn), amountFen: amountFen.toString(), paidOn },
      })),
    })),
    procurements: facts.procurements.map((one) => ({
      ...{ role: inBoth(one.roleZh, one.roleEn), method: one.method },
      ...{ announcedOn: one.announcedOn, decidedOn: one.decidedOn },
      reason: inBoth(one.reasonZh, one.reasonEn),
      candidates: one.candidates.map(({ name, priceFen, winner }) => ({
        ...{ name, winner, priceFen: priceFen?.toString() ?? null },
      })),
    })),
    calls: facts.calls.map(({ titleZh, titleEn, opensOn, closesOn, places, received, selected }) => ({
      ...{ title: inBoth(titleZh, titleEn), opensOn, closesOn, places, received, selected },
    })),
    outputs: facts.outputs.map(({ kind, titleZh, titleEn, identifier, publishedOn }) => ({
      ...{ kind, title: inBoth(titleZh, titleEn), identifier, publishedOn },
    })),
    plans: plans.approved.plans.map((one) => ({
      ...{ number: one.number, title: inBoth(one.titleZh, one.titleEn), category: one.category },
      ...{ amountFen: one.amountFen.toString(), approvedOn: one.approvedOn },
      sources: one.sources.map(({ fund, amountFen }) => ({ fund, amountFen: amountFen.toString() })),
    })),
    ledger: { paidFen: plans.paid.ledgerFen.toString(), assistanceFen: assistance.ledgerFen.toString() },
  }
}
