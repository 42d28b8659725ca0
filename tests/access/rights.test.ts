import { expect, test } from 'vitest'
import { actionNames, actions } from '~/identity/actions'
import type { Actor, Grant } from '~/identity/actor'
import { can, canAgree, canSomewhere, reachOf } from '~/identity/can'
import { type Role, roles, type Subject, scopeOf } from '~/identity/role'

/**
 * Who may do what, written down a second time and by hand: `all`, `own` (only what the role's scope names), `-`. Behind the
 * stroke, for what needs four eyes: who may be the second person. Roles with a scope may also be given for everything: then `own` is all.
 */
const table = `
                  administrator treasurer reviewer organiser fund-manager auditor checkpoint-volunteer stall-volunteer
desk.see          all           all       all      own       own          all     -                    -
series.change     all           -         -        own       -            -       -                    -
campaign.see      all           all       all      own       -            all     -                    -
campaign.change   all           -         -        own       -            -       -                    -
campaign.open     all/all       -         -/all    own/own   -            -       -                    -
campaign.close    all           -         -        own       -            -       -                    -
campaign.settle   all/all       all/all   -        own       -            -       -                    -
fund.see          all           all       all      -         own          all     -                    -
fund.change       all           all       -        -         -            -       -                    -
coverage.see      all           -         -        own       -            all     -                    -
coverage.change   all           -         -        own       -            -       -                    -
monitoring.see    all           all       all      own       -            all     -                    -
message.see       all           -         -        own       -            all     -                    -
message.moderate  all           -         -        own       -            -       -                    -
gift.see          all           all       -        own       -            all     -                    -
gift.export       all           all       -        own       -            all     -                    -
gift.look         all           all       -        -         -            -       -                    -
pledge.see        all           all       -        own       -            all     -                    -
pledge.change     all           -         -        own       -            -       -                    -
gift.refund       all/all       all/all   -        -         -            -       -                    -
ticket.see        all           all       -        -         -            all     -                    -
ticket.import     all           all       -        -         -            -       -                    -
statement.send    all           all       -        -         -            -       -                    -
thanks.send       all           -         -        own       -            -       -                    -
matching.see      all           all       -        own       -            all     -                    -
matching.manage   all/all       all/all   -        own       -            -       -                    -
matching.decide   all           all       -        -         -            -       -                    -
sponsor.see       all           all       -        own       -            all     -                    -
sponsor.manage    all/all       all/all   -        own/own   -            -       -                    -
hold.see          all           all       -        -         -            all     -                    -
hold.decide       -             all       -        -         -            -       -                    -
suspicion.see     all           all       -        -         -            all     -                    -
suspicion.decide  all           all       -        -         -            -       -                    -
proposal.see      all           all       all      own       -            all     -                    -
act.see           all           all       -        -         -            all     -                    -
health.see        all           all       -        own       -            all     -                    -
alert.resolve     all           all       -        -         -            -       -                    -
books.prove       all           all       -        -         -            -       -                    -
reconciliation.see all          all       -        -         -            all     -                    -
period.see        all           all       -        -         -            all     -                    -
period.close      -/all         all/all   -        -         -            -       -                    -
person.see        all           -         -        -         -            all     -                    -
person.invite     all           -         -        -         -            -       -                    -
person.change     all           -         -        -         -            -       -                    -
pass.see          all           -         -        own       -            all     -                    -
pass.change       all           -         -        own       -            -       -                    -
pass.carry        -             -         -        -         -            -       own                  own
walk.see          all           -         -        own       -            all     -                    -
walk.change       all           -         -        own       -            -       -                    -
walker.look       all           -         -        own       -            -       -                    -
scan.keep         -             -         -        -         -            -       own                  -
market.see        all           all       -        own       -            all     -                    -
market.change     all           -         -        own       -            -       -                    -
sale.keep         -             -         -        -         -            -       -                    own
monthly.see       all           all       -        -         -            all     -                    -
bank.see          all           all       -        -         -            all     -                    -
bank.change       -             all       -        -         -            -       -                    -
payout.accept     -/all         all/all   -        -         -            -       -                    -
cash.count        all/all       all/all   -        own/own   -            -       -                    own
offline.see       all           all       -        own       -            all     -                    -
offline.enter     all           all       -        own       -            -       -                    -
offline.count     all/all       all/all   -        own/own   -            -       -                    -
offline.reverse   all/all       all/all   -        -         -            -       -                    -
goods.see         all           all       -        own       -            all     -                    -
goods.enter       all/all       all/all   -        own       -            -       -                    -
goods.give        all           all       -        own       -            -       -                    -
disclosure.import all           -         -        own       -            -       -                    -
plan.see          all           all       all      -         own          all     -                    -
plan.file         all           -         -        -         own          -       -                    -
plan.review       all           all       all      -         -            -       -                    -
plan.approve      all/-         -         -/all    -         own/-        -       -                    -
plan.approve-large -/all        -/all     all/-    -         -            -       -                    -
plan.pay          -             all       -        -         -            -       -                    -
plan.reverse      all/all       all/all   -        -         -            -       -                    -
disclosure.see    all           all       all      own       -            all     -                    -
disclosure.write  all           -         -        own       -            -       -                    -
disclosure.publish all/all      -         -/all    own/own   -            -       -                    -
disclosure.publish-old all/all  -         -/all    own/own   -            -       -                    -
project.see       all           all       all      own       own          all     -                    -
project.change    all           -         -        own       -            -       -                    -
assistance.see    all           all       all      -         -            all     -                    -
assistance.look   all           all       all      -         -            -       -                    -
assistance.enter  all/all       all/all   all/all  -         -            -       -                    -
assistance.reverse all/all      all/all   -        -         -            -       -                    -
fund.purpose      all/all       all/all   -/all    -         -            -       -                    -
`

type Reach = 'all' | 'own' | '-'
const [head, ...lines] = table.trim().split('\n')
const columns = head!.trim().split(/\s+/) as Role[]
const rows = lines.flatMap((line) => {
  const [action, ...cells] = line.trim().split(/\s+/)
  return columns.map((role, i) => {
    const [may, agree = '-'] = cells[i]!.split('/')
    return { action: action!, role, may: may as Reach, agree: agree as Reach }
  })
})

const actor = (role: Role, scope: string): Actor => {
  const grants: Grant[] = [{ role, scope, standsInFor: null }]
  return { kind: 'person', id: 'someone', name: 'Someone', from: 'here', grants }
}
const part = (role: Role): keyof Subject => scopeOf[role] ?? 'campaign'

test('the table names every action and every role, and nothing else', () => {
  expect(lines.map((line) => line.trim().split(/\s+/)[0]).sort()).toEqual([...actionNames].sort())
  expect([...columns].sort()).toEqual([...roles].sort())
  for (const { action, role, agree } of rows)
    if (!('decidedBy' in actions[action as keyof typeof actions]))
      expect([action, role, agree]).toEqual([action, role, '-'])
})

test.each(rows)('$role · $action: $may', ({ action: name, role, may, agree }) => {
  const action = name as keyof typeof actions
  const whole = actor(role, '*')
  const scoped = actor(role, 'mine')
  const [mine, other] = [{ [part(role)]: 'mine' }, { [part(role)]: 'other' }]
  const asked = (by: Actor, subject?: Subject) => can(by, action, subject)
  if (scopeOf[role] === undefined) {
    expect(may).not.toBe('own')
    expect([asked(whole), asked(whole, mine)]).toEqual(may === 'all' ? [true, true] : [false, false])
  } else {
    expect(may).not.toBe('all')
    const all = may === 'own'
    expect([asked(whole), asked(whole, mine), asked(whole, other)]).toEqual([all, all, all])
    expect([asked(scoped), asked(scoped, mine), asked(scoped, other)]).toEqual([false, all, false])
    expect(reachOf(scoped, action, part(role)), 'lists show the same').toEqual(all ? ['mine'] : [])
  }
  expect(canSomewhere(scoped, action)).toBe(may !== '-')
  if ('decidedBy' in actions[action]) {
    const second = action as Parameters<typeof canAgree>[1]
    expect(canAgree(whole, second, mine)).toBe(agree !== '-')
    expect(canAgree(scoped, second, mine), 'within its scope').toBe(agree !== '-')
    if (scopeOf[role]) expect(canAgree(scoped, second, other), 'outside of it').toBe(false)
  }
})

test('an auditor changes nothing, and nobody without a role sees anything', () => {
  for (const action of actionNames) {
    if (actions[action].kind === 'change') expect(can(actor('auditor', '*'), action)).toBe(false)
    expect(can({ ...actor('auditor', '*'), grants: [] }, action)).toBe(false)
  }
})
