import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '~/identity/actor'
import { decideProposal } from '~/identity/decide-proposal.server'
import { findWaitingProposals } from '~/identity/find-waiting-proposal.server'
import { listActs, readActFilter } from '~/identity/list-acts.server'
import type { AccountRole } from '~/identity/role'
import { askPurposeChange } from '~/ledger/ask-purpose-change.server'
import { createFund } from '~/ledger/create-fund.server'
import { createFundGroup } from '~/ledger/create-fund-group.server'
import { editFund } from '~/ledger/edit-fund.server'
import { findFund } from '~/ledger/find-fund.server'
import { readFundFilter, readRankKey, spellRankKey } from '~/ledger/fund-filter'
import { fundWords } from '~/ledger/fund-words.server'
import { groupFunds } from '~/ledger/group-funds.server'
import { listFundGroups } from '~/ledger/list-fund-groups.server'
import { listFundsInGroup, listFundsOutside } from '~/ledger/list-funds-to-group.server'
import { findWaitingPurpose, listPurposeChanges } from '~/ledger/list-purpose-changes.server'
import { openFund } from '~/ledger/open-fund.server'
import { planFundImport } from '~/ledger/plan-fund-import.server'
import { rankFunds } from '~/ledger/rank-funds.server'
import { saveFundGroup } from '~/ledger/save-fund-group.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import { executors } from '~/wiring.server'
import { databases, type TestDatabase } from '../setup/databases'
import { pour } from './support'

const actor = (id: string, role: AccountRole): Actor => ({
  kind: 'person',
  id,
  name: id,
  from: '192.0.2.1',
  grants: [{ role, scope: '*', standsInFor: null }],
})
const [mei, bo] = [actor('mei', 'treasurer'), actor('bo', 'reviewer')]
const texts = {
  nameZh: '长者基金',
  nameEn: 'Elders fund',
  purposeZh: '长者饭堂',
  purposeEn: 'Meals for elders',
}
const elders = { slug: 'elders', kind: 'community' as const, ...texts, restricted: true, position: 5 }
const file = { id: 'f'.repeat(64), type: 'application/pdf', name: '备案.pdf' }
const form = {
  afterZh: '长者饭堂和上门探访',
  afterEn: 'Meals and visits for elders',
  reasonZh: '饭堂已由政府接办',
  reasonEn: '',
  basis: 'filing',
  filingNumber: '备 2026-001',
  consentHow: 'this belongs to the other basis',
  basisOn: '2026-03-01',
}

let at: TestDatabase
beforeEach(async () => {
  at = await databases[0]!.open()
  expect(await openFund(at.db, elders)).toMatchObject({ ok: true })
})
afterEach(() => at.drop())
const fund = async () => {
  const found = await findFund(at.db, 'elders')
  if (!found.ok) throw new Error(found.reason)
  return found.fund
}
const ask = (more: object = {}, by = mei) => {
  const typed: Record<string, string> = { ...form, ...more }
  const text = (name: string) => typed[name] ?? ''
  return askPurposeChange(at.db, by, { id: randomUUID(), slug: 'elders', text, file, today: '2026-03-07' })
}
async function agree(by: Actor) {
  const [proposal] = await findWaitingProposals(at.db, { kind: 'fund', id: 'elders' })
  return decideProposal(at.db, by, { id: proposal!.id, decision: 'approved' }, executors)
}

test('a purpose changes by a filing and two people; before, after, reason and filing stay', async () => {
  await pour(at.db, 'elders', 100n)
  expect(await ask({}, bo)).toEqual({ ok: false, reason: 'not-allowed' })
  expect(await ask()).toEqual({ ok: true })
  expect(await ask()).toEqual({ ok: false, reason: 'already-proposed' })
  expect(await agree(mei)).toEqual({ ok: false, reason: 'not-allowed' })
  expect((await fund()).purposeZh).toBe('长者饭堂')
  expect(await listPurposeChanges(at.db, 'elders')).toEqual([])
  expect(await findWaitingPurpose(at.db, 'elders')).toMatchObject({ afterZh: form.afterZh })
  expect(await agree(bo)).toMatchObject({ ok: true })
  expect(await fund()).toMatchObject({ purposeZh: form.afterZh, purposeEn: form.afterEn, version: 2 })
  expect(await listPurposeChanges(at.db, 'elders')).toMatchObject([
    {
      beforeZh: '长者饭堂',
      afterZh: form.afterZh,
      basis: 'filing',
      filingNumber: '备 2026-001',
      consentHow: '',
    },
  ])
  expect(await findWaitingPurpose(at.db, 'elders')).toBeNull()
  await expect(at.db.query(`UPDATE ledger_fund_purpose SET reason_zh = 'x'`)).rejects.toThrow('append_only')
  await expect(at.db.query('DELETE FROM ledger_fund_purpose')).rejects.toThrow('append_only')
})

test('without filing or consent, with a day to come, or with the same purpose nothing is asked for', async () => {
  expect(await ask({ filingNumber: '' })).toMatchObject({ errors: { filingNumber: 'missing' } })
  expect(await ask({ basis: 'consent', consentHow: '' })).toMatchObject({ errors: { consentHow: 'missing' } })
  expect(await ask({ basis: '', basisOn: '2026-03-08', reasonZh: ' ' })).toMatchObject({
    errors: { basis: 'missing', basisOn: 'not-yet', reasonZh: 'missing' },
  })
  expect(await ask({ afterZh: '长者饭堂', afterEn: 'Meals for elders' })).toMatchObject({
    errors: { afterZh: 'same' },
  })
})

test('a purpose that was edited meanwhile is not changed by an older agreement', async () => {
  expect(await ask()).toEqual({ ok: true })
  const saved = await editFund(at.db, mei, 'elders', {
    texts: { ...texts, purposeZh: '长者体检', restricted: true, position: 5 },
    version: 1,
  })
  expect(saved).toEqual({ ok: true, changed: true })
  expect(await agree(bo)).toMatchObject({ ok: false, why: 'changed-since' })
  expect((await fund()).purposeZh).toBe('长者体检')
})

test('once money is in it, one person alone cannot change what it is for', async () => {
  await pour(at.db, 'elders', 100n)
  const save = (change: object) =>
    editFund(at.db, mei, 'elders', {
      texts: { ...texts, restricted: true, position: 5, ...change },
      version: 1,
      reason: 'because',
    })
  expect(await save({ purposeZh: '别的' })).toEqual({ ok: false, reason: 'purpose-by-two' })
  expect(await save({ group: 'nowhere' })).toEqual({ ok: false, reason: 'unknown-group' })
  expect(await save({ founder: '某社区', foundedOn: '2019-05-01', openingMinFen: 1_000_000n })).toEqual({
    ...{ ok: true, changed: true },
  })
  expect(await fund()).toMatchObject({
    founder: '某社区',
    foundedOn: '2019-05-01',
    openingMinFen: 1_000_000n,
  })
})

test('groups sum their funds, and funds are narrowed, ranked and paged without losing one', async () => {
  const group = { key: 'shilou', nameZh: '石楼镇', nameEn: 'Shilou', position: 1 }
  expect(await saveFundGroup(at.db, mei, group)).toEqual({ ok: true, changed: true })
  expect(await saveFundGroup(at.db, mei, group)).toEqual({ ok: true, changed: false })
  for (let n = 1; n <= 7; n++) {
    const slug = `f-${n}`
    const made = await createFund(at.db, mei, {
      ...elders,
      slug,
      nameZh: `社区 ${n}`,
      group: n < 5 ? 'shilou' : null,
    })
    expect(made).toEqual({ ok: true, slug })
    // Two of them hold the same.
    await pour(at.db, slug, BigInt(n === 3 ? 200 : n * 100))
  }
  await sealEntries(at.db, [])
  expect(await listFundGroups(at.db)).toMatchObject([
    { key: 'shilou', funds: 4, balanceFen: 900n, receivedFen: 900n },
  ])
  const filter = readFundFilter(new URLSearchParams('by=balance&group=shilou'))
  const seen: string[] = []
  let after: ReturnType<typeof readRankKey>
  do {
    const { funds, next } = await rankFunds(at.db, { filter, after, limit: 1 })
    seen.push(...funds.map(({ slug }) => slug))
    after = next ? readRankKey(spellRankKey(next)) : undefined
  } while (after)
  expect(seen).toEqual(['f-4', 'f-2', 'f-3', 'f-1'])
  const search = async (query: string) =>
    (await rankFunds(at.db, { filter: readFundFilter(new URLSearchParams(query)), limit: 50 })).funds.length
  expect(await search('q=社区 7')).toBe(1)
  expect(await search("q=' OR 1=1")).toBe(0)
  expect(await search('group=nothing')).toBe(0)
})

test('a list of funds knows founder, day, opening rule and group', async () => {
  const group = { key: 'shilou', nameZh: '石楼镇', nameEn: 'Shilou', position: 1 }
  await saveFundGroup(at.db, mei, group)
  const words = fundWords([group])
  const header = '代码,名称,发起方,管理人,成立日期,起始资金,镇街'
  const read = (rows: string[]) => planFundImport(at.db, Buffer.from([header, ...rows].join('\n')), words)
  const plan = await read(['a,甲,某社区,李某,2019-05-01,"10,000.00",石楼镇', 'b,乙,,,,,'])
  expect(plan.shown).toMatchObject([
    {
      verdict: 'new',
      fund: { founder: '某社区', foundedOn: '2019-05-01', openingMinFen: 1_000_000n, group: 'shilou' },
    },
    { verdict: 'new', fund: { founder: '', foundedOn: null, openingMinFen: null, group: null } },
  ])
  const wrong = await read(['a,甲,,,2019-02-30,,', 'b,乙,,,,很多,', 'c,丙,,,,,不知道'])
  expect(wrong.faults).toMatchObject([
    { column: 'foundedOn', reason: 'not-a-day' },
    { column: 'openingMin', reason: 'not-an-amount' },
    { column: 'group', reason: 'group-unknown' },
  ])
})

test('a group is opened once, its name is its own, and funds go in and out of it with their histories saying so', async () => {
  const shilou = { key: 'shilou', nameZh: '石楼镇', nameEn: 'Shilou', position: 1 }
  const lanhe = { key: 'lanhe', nameZh: '榄核镇', nameEn: 'Lanhe', position: 2 }
  const no = (reason: string) => ({ ok: false, reason })
  expect(await createFundGroup(at.db, bo, shilou)).toEqual(no('not-allowed'))
  expect(await createFundGroup(at.db, mei, shilou)).toEqual({ ok: true, key: 'shilou' })
  expect(await createFundGroup(at.db, mei, { ...lanhe, key: 'shilou' })).toEqual(no('key-taken'))
  expect(await createFundGroup(at.db, mei, { ...lanhe, nameEn: 'shilou' })).toEqual(no('name-taken'))
  expect(await createFundGroup(at.db, mei, { ...lanhe, nameZh: ' ' })).toEqual(no('invalid'))
  expect(await createFundGroup(at.db, mei, lanhe)).toMatchObject({ ok: true })
  expect(await saveFundGroup(at.db, mei, { ...lanhe, nameZh: '石楼镇' })).toEqual(no('name-taken'))
  for (const slug of ['a', 'b']) await createFund(at.db, mei, { ...elders, slug, nameZh: `社区 ${slug}` })
  await pour(at.db, 'a', 300n)
  await sealEntries(at.db, [])

  const move = (group: string, slugs: string[], take = false) =>
    groupFunds(at.db, mei, { group, slugs, take })
  expect(await groupFunds(at.db, bo, { group: 'shilou', slugs: ['a'] })).toEqual(no('not-allowed'))
  expect(await move('shilou', [])).toEqual(no('none-chosen'))
  expect(await move('nowhere', ['a'])).toEqual(no('unknown-group'))
  expect(await move('shilou', ['a', 'nothing'])).toEqual(no('unknown-fund'))
  expect(await listFundsInGroup(at.db, 'shilou'), 'all of them or none').toEqual([])
  expect(await move('shilou', ['a', 'b', 'a'])).toEqual({ ok: true, moved: 2 })
  expect(await move('shilou', ['a'])).toEqual({ ok: true, moved: 0 })
  const others = (await listFundsOutside(at.db, 'shilou', { q: '' })).funds.map(({ slug }) => slug)
  expect([others.includes('elders'), others.includes('a')]).toEqual([true, false])
  expect(await listFundsOutside(at.db, 'lanhe', { q: '社区', limit: 1 })).toMatchObject({
    funds: [{ slug: 'a', balanceFen: 300n, group: { nameZh: '石楼镇' } }],
    more: true,
  })
  expect(await move('lanhe', ['a'])).toEqual({ ok: true, moved: 1 })
  // A page that was open meanwhile takes nothing out of a group that it no longer shows.
  expect(await move('shilou', ['a', 'b'], true)).toEqual({ ok: true, moved: 1 })
  expect(await listFundGroups(at.db)).toMatchObject([
    { key: 'shilou', funds: 0, balanceFen: 0n },
    { key: 'lanhe', funds: 1, balanceFen: 300n },
  ])
  const { acts } = await listActs(at.db, readActFilter(new URLSearchParams('subject=fund:a')))
  expect(acts.filter(({ action }) => action === 'fund.edit')).toMatchObject([
    { before: { group: 'shilou' }, after: { group: 'lanhe', version: 3 } },
    { before: { group: null }, after: { group: 'shilou', version: 2 } },
  ])
})
