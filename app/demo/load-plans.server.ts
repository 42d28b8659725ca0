import type { Actor } from '~/identity/actor'
import type { AccountRole } from '~/identity/role'
import { yuanText } from '~/money/fen'
import { type Day, shanghaiDay } from '~/platform/dates'
import { type Evidence, storeEvidence } from '~/platform/files/store-evidence.server'
import type { Outcome } from '~/platform/outcome'
import { approvePlan } from '~/stewardship/plans/approve-plan.server'
import { closePlan } from '~/stewardship/plans/close-plan.server'
import { draftPlan } from '~/stewardship/plans/draft-plan.server'
import { payPlan } from '~/stewardship/plans/pay-plan.server'
import { submitPlan } from '~/stewardship/plans/submit-plan.server'
import type { House } from '~/wiring.server'
import data from './data/plans.json'
import { findDemoPerson } from './demo-people.server'
import { namedUuid } from './named-uuid.server'
import { seededRandom } from './seeded-random'

type Part = [fund: string, line: number, yuan: string]
interface PlanToLoad {
  key: string
  project: string | null
  category: string
  approvedOn: Day
  zh: string
  en: string
  purposeZh: string
  purposeEn: string
  beneficiaries: string
  sources: [fund: string, yuan: string][]
  lines: [title: string, yuan: string][]
  paid?: [day: Day, payee: string, parts: Part[]][]
  /** Closed on this day, with what was not paid given back. */
  closedOn?: Day
}
interface Staff {
  house: House
  filer: Actor
  reviewer: Actor
  treasurer: Actor
  evidence: Evidence
  today: Day
}

/** One empty page: the demonstration's papers are made up, and say nothing. */
const emptyPage = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`

/**
 * The usage plans of the reference quarter, each through the verbs that real ones go through: 144 of community funds, four of the relief
 * day, three paid from the pools of two editions. Needs their funds and projects. Again changes nothing.
 */
export async function loadPlans2024(house: House): Promise<void> {
  const staff = await staffOf(house)
  for (const plan of [...(data.named as unknown as PlanToLoad[]), ...communityPlans()])
    await loadPlan(staff, plan)
}

/** Sums in whole hundreds of yuan that come to the quarter's total to the fen; a fund each, all over the 277. */
export function communityPlans(): PlanToLoad[] {
  const { plans, total, uses, project } = data.community
  const random = seededRandom(2024)
  const hundreds = BigInt(total.replace('.', '')) / 10_000n
  const even = hundreds / BigInt(plans)
  const over = Number(hundreds % BigInt(plans))
  let off = 0n
  return Array.from({ length: plans }, (_, n): PlanToLoad => {
    // Of each pair one is as far above the even share as the other is below it; what does not divide goes to the first ones.
    if (n % 2 === 0) off = BigInt(random.whole(0, Number(even) - 80))
    const share = even + (n % 2 === 0 ? off : -off) + (n < over ? 1n : 0n)
    const amount = yuanText(share * 10_000n)
    const use = uses[n < plans / 3 ? 0 : random.whole(0, uses.length - 1)]!
    const fund = `community-${String(1 + Math.floor((n * 277) / plans)).padStart(3, '0')}`
    const day = random.whole(2, 80)
    const approvedOn = shanghaiDay(new Date(Date.UTC(2024, 0, day)))
    const paidOn = shanghaiDay(new Date(Date.UTC(2024, 0, Math.min(day + random.whole(3, 20), 91))))
    const { zh, en, category, purposeZh, purposeEn, line } = use
    return {
      ...{ key: `community ${n}`, project, category, approvedOn, zh, en, purposeZh, purposeEn },
      beneficiaries: String(random.whole(8, 240)),
      sources: [[fund, amount]],
      lines: [[line, amount]],
      // A third of them are paid in the quarter; a few of those are closed.
      ...(n % 3 === 0 ? { paid: [[paidOn, '社区居民委员会', [[fund, 1, amount]]]] } : {}),
      ...(n % 12 === 0 ? { closedOn: '2024-03-31' } : {}),
    }
  })
}

async function loadPlan({ house, filer, reviewer, treasurer, evidence, today }: Staff, plan: PlanToLoad) {
  const { db } = house
  const planId = namedUuid(`plan ${plan.key}`)
  const { approvedOn: on } = plan
  const version = async () => {
    const [row] = await db.query<{ version: number; state: string }>(
      'SELECT version, state FROM stewardship_plan WHERE id = $1::uuid',
      [planId],
    )
    return row
  }
  let now = await version()
  if (!now) {
    must(await draftPlan(db, filer, { id: planId, text: formOf(plan), file: evidence, today: on }))
    now = await version()
  }
  if (now!.state === 'draft') must(await submitPlan(db, filer, { planId, version: now!.version }))
  for (const by of [reviewer, treasurer]) {
    now = await version()
    if (now!.state === 'submitted' || now!.state === 'half-approved')
      must(await approvePlan(db, by, { planId, version: now!.version, on }))
  }
  for (const [n, [paidOn, payee, parts]] of (plan.paid ?? []).entries()) {
    if (now!.state === 'closed') break
    const id = namedUuid(`payment ${plan.key} ${n}`)
    const typed: Record<string, string> = { payee, paidOn }
    for (const [p, [fund, line, yuan]] of parts.entries())
      Object.assign(typed, {
        ...{ [`part${p + 1}Fund`]: fund, [`part${p + 1}Line`]: String(line), [`part${p + 1}Amount`]: yuan },
      })
    must(await payPlan(db, treasurer, { planId, id, text: (name) => typed[name] ?? '', evidence, today }))
  }
  now = await version()
  if (plan.closedOn && now!.state === 'approved')
    must(await closePlan(db, treasurer, { planId, version: now!.version, on: plan.closedOn }))
}

function formOf(plan: PlanToLoad): (name: string) => string {
  const typed: Record<string, string> = {
    ...{ titleZh: plan.zh, titleEn: plan.en, purposeZh: plan.purposeZh, purposeEn: plan.purposeEn },
    ...{ category: plan.category, project: plan.project ?? '', beneficiaries: plan.beneficiaries },
    ...{ fromOn: plan.approvedOn, toOn: `${plan.approvedOn.slice(0, 4)}-12-31` },
  }
  for (const [n, [fund, yuan]] of plan.sources.entries())
    Object.assign(typed, { [`source${n + 1}Fund`]: fund, [`source${n + 1}Amount`]: yuan })
  for (const [n, [title, yuan]] of plan.lines.entries())
    Object.assign(typed, { [`line${n + 1}Title`]: title, [`line${n + 1}Amount`]: yuan })
  return (name) => typed[name] ?? ''
}

/** Plans of these days, for whoever tries the desk: one that waits for its reviewer, and one that is still written. Again changes nothing. */
export async function loadPlansAtWork(house: House, fund: string): Promise<void> {
  const { filer, evidence, today } = await staffOf(house)
  const { uses } = data.community
  for (const [n, use] of [uses[5]!, uses[4]!].entries()) {
    const planId = namedUuid(`plan at work ${n}`)
    const { zh, en, category, purposeZh, purposeEn, line } = use
    const text = formOf({
      ...{ key: '', project: null, category, approvedOn: today, zh, en, purposeZh, purposeEn },
      ...{ beneficiaries: '120', sources: [[fund, '8600.00']], lines: [[line, '8600.00']] },
    })
    const made = must(await draftPlan(house.db, filer, { id: planId, text, file: evidence, today }))
    if (n > 0) continue
    const submitted = await submitPlan(house.db, filer, { planId: made.id, version: 1 })
    if (!submitted.ok && submitted.reason !== 'not-open') must(submitted)
  }
}

/**
 * A plan of these days that is paid from gifts of the coming walk, so that their donors see what theirs became: its fund began with
 * nothing, and the first gift is the first that is used. Again changes nothing.
 */
export async function loadPlanOfGifts(house: House): Promise<void> {
  const staff = await staffOf(house)
  const { parts, ...plan } = data.ofGifts as unknown as PlanToLoad & { parts: [payee: string, Part[]][] }
  const paid = await house.db.prisma.disbursement.count({ where: { plan: namedUuid(`plan ${plan.key}`) } })
  if (paid === parts.length) return
  const { today } = staff
  await loadPlan(staff, {
    ...plan,
    approvedOn: today,
    paid: parts.map(([payee, of]) => [today, payee, of]),
  })
}

async function staffOf(house: House): Promise<Staff> {
  const stored = await storeEvidence(house.files, { name: '演示凭据.pdf', bytes: Buffer.from(emptyPage) })
  return {
    house,
    filer: await personOf(house, 'fund-manager'),
    reviewer: await personOf(house, 'reviewer'),
    treasurer: await personOf(house, 'treasurer'),
    evidence: must(stored).evidence,
    today: shanghaiDay(house.now()),
  }
}

async function personOf({ db }: House, key: AccountRole): Promise<Actor> {
  const id = await findDemoPerson(db, key)
  if (!id) throw new Error(`the demonstration has no ${key}`)
  const person = await db.prisma.user.findUnique({ where: { id }, select: { name: true } })
  const grants = [{ role: key, scope: '*', standsInFor: null }]
  return { kind: 'person', id, name: person!.name, from: 'demo', grants }
}

function must<T extends object>(outcome: Outcome<T, string>): Extract<Outcome<T, string>, { ok: true }> {
  if (!outcome.ok)
    throw new Error(
      `the demonstration's plans were refused: ${JSON.stringify(outcome, (_, v) => (typeof v === 'bigint' ? String(v) : v))}`,
    )
  return outcome as Extract<Outcome<T, string>, { ok: true }>
}
