import { expect, test } from 'vitest'
import { newCardId } from '~/walks/card-id'
import { codeChecker } from '~/walks/code-chain'
import { judgeCard } from '~/walks/judge-card'
import type { RosterWalker } from '~/walks/roster'
import { spellStampCode } from '~/walks/stamp-code'
import { at, chains, plan } from './plan'

const check = codeChecker(plan.chains)
const card = newCardId()
const codeOf = (name: keyof typeof chains, step: number) =>
  spellStampCode({ chain: chains[name].chain.id, step, value: chains[name].values[step]! })
const stepOf = (clock: string) => (at(clock) - at('00:00:00')) / 30_000
const shown = {
  card,
  shownAt: at('10:30:00'),
  scans: [
    { at: at('09:10:00'), code: codeOf('poster', 0) },
    { at: at('09:40:00'), code: codeOf('flipBook', 19) },
    { at: at('10:00:00'), code: codeOf('phone', stepOf('10:00:00')) },
  ],
}
const walker: RosterWalker = {
  card,
  bib: 7,
  name: '欧阳清源',
  unit: null,
  party: 'p',
  level: '10km',
  state: 'registered',
  minor: false,
}
const judge = (what = shown, walkers: RosterWalker[] = [], now = at('10:30:00')) =>
  judgeCard(plan, check, { walkers }, what, [], now)

test('a visitor’s card completes the longest level that it can, without signal', () => {
  expect(judge()).toMatchObject({ walker: null, complete: true, missing: [], refused: 0, flags: [] })
  expect(judge().level?.key).toBe('5km')
})

test('a walker is judged by the level of registration, and told what is missing', () => {
  expect(judge(shown, [walker])).toMatchObject({ walker, complete: false, missing: ['cp4', 'cp5'] })
})

test('a forged code counts for nothing and holds up no other', () => {
  const forged = codeOf('flipBook', 19).replace(/.$/, (c) => (c === '0' ? '1' : '0'))
  const scans = [
    shown.scans[0]!,
    { at: at('09:40:00'), code: forged },
    { at: 0, code: 'nonsense' },
    shown.scans[2]!,
  ]
  expect(judge({ ...shown, scans })).toMatchObject({ refused: 2, complete: false, missing: ['cp2'] })
})

test('a phone whose clock is two hours ahead is judged by its own clock', () => {
  const ahead = 2 * 3_600_000
  const told = {
    ...shown,
    shownAt: shown.shownAt + ahead,
    scans: shown.scans.map((scan) => ({ ...scan, at: scan.at + ahead })),
  }
  expect(judge(told)).toMatchObject({ complete: true, flags: [] })
})

test('a photographed code an hour late is complete, and shown to a person', () => {
  const late = { at: at('10:20:00'), code: codeOf('phone', stepOf('09:00:00')) }
  expect(judge({ ...shown, scans: [...shown.scans.slice(0, 2), late] })).toMatchObject({
    complete: true,
    flags: [{ place: 'cp3', flag: 'code-late' }],
  })
})

test('what this phone stamped itself counts without a code', () => {
  const known = [{ place: 'cp4', at: at('10:05:00'), trust: 'volunteer' as const }]
  expect(judgeCard(plan, check, { walkers: [walker] }, shown, known, at('10:30:00')).missing).toEqual(['cp5'])
})
