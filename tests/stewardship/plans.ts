import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { Actor } from '~/identity/actor'
import type { Role } from '~/identity/role'
import { auditBooks } from '~/ledger/audit-books.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import type { Database } from '~/platform/db.server'
import type { Evidence } from '~/platform/files/store-evidence.server'
import { approvePlan } from '~/stewardship/plans/approve-plan.server'
import { draftPlan } from '~/stewardship/plans/draft-plan.server'
import { payPlan } from '~/stewardship/plans/pay-plan.server'
import { planBooks } from '~/stewardship/plans/plan-books.server'
import { submitPlan } from '~/stewardship/plans/submit-plan.server'

const person = (id: string, ...grants: [role: Role, scope?: string][]): Actor => ({
  kind: 'person',
  id,
  name: id,
  from: '192.0.2.1',
  grants: grants.map(([role, scope = '*']) => ({ role, scope, standsInFor: null })),
})
/** Manages both pools; and one who manages one of them. */
export const lin = person('lin', ['fund-manager', 'pool-2022'], ['fund-manager', 'pool-2023'])
export const chen = person('chen', ['fund-manager', 'pool-2023'])
export const rui = person('rui', ['reviewer'])
export const tao = person('tao', ['treasurer'])
export const ada = person('ada', ['administrator'])
export { person }

export const today = '2024-03-31'
export const evidence: Evidence = { id: 'e'.repeat(64), type: 'application/pdf', name: '回单.pdf' }
export const typed =
  (form: Record<string, string>) =>
  (name: string): string =>
    form[name] ?? ''

/** A plan of 158,200.00 over two pools, as one of the reference quarter. */
export const works = {
  titleZh: '老人活动中心修缮',
  titleEn: 'Repairs of the elders’ centre',
  purposeZh: '屋顶漏水，地面不平，老人用不了。',
  category: 'public-facilities',
  beneficiaries: '600',
  fromOn: '2024-01-01',
  toOn: '2024-12-31',
  source1Fund: 'pool-2022',
  source1Amount: '139300',
  source2Fund: 'pool-2023',
  source2Amount: '18,900.00',
  line1Title: '屋顶',
  line1Amount: '100000',
  line2Title: '地面',
  line2Amount: '58200',
}
/** A small one from one pool, whole in one line. */
export const small = (yuan: string, fund = 'pool-2022') => ({
  titleZh: '新春慰问',
  purposeZh: '看望困难老人。',
  category: 'festival-visits',
  beneficiaries: '20',
  fromOn: '2024-01-01',
  toOn: '2024-06-30',
  source1Fund: fund,
  source1Amount: yuan,
  line1Title: '慰问品',
  line1Amount: yuan,
})

export async function drafted(db: Database, form: Record<string, string>, by = lin): Promise<string> {
  const made = await draftPlan(db, by, { id: randomUUID(), text: typed(form), file: evidence, today })
  if (!made.ok) throw new Error(JSON.stringify(made))
  return made.id
}
export const versionOf = async (db: Database, planId: string): Promise<number> => {
  const [row] = await db.query<{ version: number }>(
    'SELECT version FROM stewardship_plan WHERE id = $1::uuid',
    [planId],
  )
  return row!.version
}
export async function submitted(db: Database, form: Record<string, string>, by = lin): Promise<string> {
  const planId = await drafted(db, form, by)
  expect(await submitPlan(db, by, { planId, version: 1 })).toEqual({ ok: true })
  return planId
}
export const approve = async (db: Database, by: Actor, planId: string, on = '2024-02-01') =>
  approvePlan(db, by, { planId, version: await versionOf(db, planId), on })

export async function approved(db: Database, form: Record<string, string>): Promise<string> {
  const planId = await submitted(db, form)
  const first = await approve(db, rui, planId)
  if (!first.ok) throw new Error(JSON.stringify(first))
  if (first.state === 'half-approved')
    expect(await approve(db, tao, planId)).toEqual({ ok: true, state: 'approved' })
  return planId
}
export const pay = (
  db: Database,
  planId: string,
  form: Record<string, string>,
  { id = randomUUID(), by = tao, file = evidence }: { id?: string; by?: Actor; file?: Evidence | null } = {},
) => {
  const rest = { payee: '某某建筑公司', paidOn: '2024-03-01', part1Fund: 'pool-2022', part1Line: '1' }
  return payPlan(db, by, { planId, id, text: typed({ ...rest, ...form }), evidence: file, today })
}
export const promised = async (db: Database, fund: string): Promise<bigint> => {
  const [row] = await db.query<{ fen: bigint }>(
    'SELECT promised_fen AS fen FROM stewardship_promise WHERE fund = $1',
    [fund],
  )
  return row?.fen ?? 0n
}
export async function expectBooks(db: Database): Promise<void> {
  await sealEntries(db, [])
  expect((await auditBooks(db, { checks: [planBooks] })).faults).toEqual([])
}
