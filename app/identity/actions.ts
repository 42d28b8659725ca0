import type { Role } from './role'

/** One thing that can be done or seen, and who may. */
interface Rule {
  /** An auditor sees all that is for seeing, and changes nothing. */
  kind: 'see' | 'change'
  roles: readonly Role[]
  /** Four eyes: one of `roles` proposes, another person with one of these decides. */
  decidedBy?: readonly Role[]
}
const see = (...roles: Role[]) => ({ kind: 'see', roles }) satisfies Rule
const change = (...roles: Role[]) => ({ kind: 'change', roles }) satisfies Rule
const byTwo = (roles: Role[], decidedBy: Role[]) => ({ kind: 'change', roles, decidedBy }) satisfies Rule

/** Every action of the house. A verb or a page names its own; what stands in no row cannot be done by anyone. */
export const actions = {
  'desk.see': see('administrator', 'treasurer', 'reviewer', 'organiser', 'fund-manager'),

  'series.change': change('administrator', 'organiser'),
  'campaign.see': see('administrator', 'treasurer', 'reviewer', 'organiser'),
  'campaign.change': change('administrator', 'organiser'),
  'campaign.open': byTwo(['administrator', 'organiser'], ['administrator', 'reviewer', 'organiser']),
  'campaign.close': change('administrator', 'organiser'),
  'campaign.settle': byTwo(['administrator', 'organiser', 'treasurer'], ['administrator', 'treasurer']),
  'fund.see': see('administrator', 'treasurer', 'reviewer', 'fund-manager'),
  'fund.change': change('administrator', 'treasurer'),
  'coverage.see': see('administrator', 'organiser'),
  'coverage.change': change('administrator', 'organiser'),
  'monitoring.see': see('administrator', 'treasurer', 'reviewer', 'organiser'),

  'message.see': see('administrator', 'organiser'),
  'message.moderate': change('administrator', 'organiser'),
  'gift.see': see('administrator', 'treasurer', 'organiser'),
  'gift.export': see('administrator', 'treasurer', 'organiser'),
  // How to reach a donor: recorded with each look, and not for auditors, who need no addresses to check books.
  'gift.look': change('administrator', 'treasurer'),
  'pledge.see': see('administrator', 'treasurer', 'organiser'),
  'pledge.change': change('administrator', 'organiser'),
  // Up to a limit one person is enough.
  'gift.refund': byTwo(['administrator', 'treasurer'], ['administrator', 'treasurer']),
  // Tickets are made out to donors by name.
  'ticket.see': see('administrator', 'treasurer'),
  'ticket.import': change('administrator', 'treasurer'),
  'statement.send': change('administrator', 'treasurer'),
  'thanks.send': change('administrator', 'organiser'),
  'matching.see': see('administrator', 'treasurer', 'organiser'),
  // A pot moves a sponsor's money by itself: two people open it, one may end it.
  'matching.manage': byTwo(['administrator', 'treasurer', 'organiser'], ['administrator', 'treasurer']),
  'matching.decide': change('administrator', 'treasurer'),
  'sponsor.see': see('administrator', 'treasurer', 'organiser'),
  // One person writes down; agreeing to it, and to cash that no bank line shows, needs a second one.
  'sponsor.manage': byTwo(
    ['administrator', 'treasurer', 'organiser'],
    ['administrator', 'treasurer', 'organiser'],
  ),
  'hold.see': see('administrator', 'treasurer'),
  'hold.decide': change('treasurer'),
  'suspicion.see': see('administrator', 'treasurer'),
  'suspicion.decide': change('administrator', 'treasurer'),

  // Statements name who transferred: seen by those who keep the books, and by auditors.
  'bank.see': see('administrator', 'treasurer'),
  'bank.change': change('treasurer'),
  // A payout whose sum nobody can explain is let in by two.
  'payout.accept': byTwo(['treasurer'], ['administrator', 'treasurer']),

  // Who gives monthly, and whose card failed.
  'monthly.see': see('administrator', 'treasurer'),
  // Cash and cheques: whoever enters a batch never is the second to count it.
  'offline.see': see('administrator', 'treasurer', 'organiser'),
  'offline.enter': change('administrator', 'treasurer', 'organiser'),
  'offline.count': byTwo(
    ['administrator', 'treasurer', 'organiser'],
    ['administrator', 'treasurer', 'organiser'],
  ),
  'offline.reverse': byTwo(['administrator', 'treasurer'], ['administrator', 'treasurer']),

  'goods.see': see('administrator', 'treasurer', 'organiser'),
  'goods.enter': byTwo(['administrator', 'treasurer', 'organiser'], ['administrator', 'treasurer']),
  'goods.give': change('administrator', 'treasurer', 'organiser'),

  // Texts that were published before: nothing of them is in the books.
  'disclosure.import': change('administrator', 'organiser'),
  'plan.see': see('administrator', 'treasurer', 'reviewer', 'fund-manager'),
  'plan.file': change('administrator', 'fund-manager'),
  'plan.review': change('administrator', 'treasurer', 'reviewer'),
  // Decided on the plan's own page, where it is also talked about and returned: no proposal stands for it.
  'plan.approve': byTwo(['administrator', 'fund-manager'], ['reviewer']),
  'plan.approve-large': byTwo(['reviewer'], ['administrator', 'treasurer']),
  'plan.pay': change('treasurer'),
  'plan.reverse': byTwo(['administrator', 'treasurer'], ['administrator', 'treasurer']),

  'disclosure.see': see('administrator', 'treasurer', 'reviewer', 'organiser'),
  'disclosure.write': change('administrator', 'organiser'),
  // Whoever wrote a statement last is no second person of it.
  'disclosure.publish': byTwo(['administrator', 'organiser'], ['administrator', 'reviewer', 'organiser']),
  // What was published before there was this software, as what it is.
  'disclosure.publish-old': byTwo(['administrator', 'organiser'], ['administrator', 'reviewer', 'organiser']),
  'project.see': see('administrator', 'treasurer', 'reviewer', 'organiser', 'fund-manager'),
  'project.change': change('administrator', 'organiser'),
  // What was paid to how many, by category; whom is a look of its own, recorded each time, and not for auditors.
  'assistance.see': see('administrator', 'treasurer', 'reviewer'),
  'assistance.look': change('administrator', 'treasurer', 'reviewer'),
  'assistance.enter': byTwo(
    ['administrator', 'treasurer', 'reviewer'],
    ['administrator', 'treasurer', 'reviewer'],
  ),
  'assistance.reverse': byTwo(['administrator', 'treasurer'], ['administrator', 'treasurer']),
  // What a fund was given for changes by a filing or by consent only, and never by one person.
  'fund.purpose': byTwo(['administrator', 'treasurer'], ['administrator', 'treasurer', 'reviewer']),

  'proposal.see': see('administrator', 'treasurer', 'reviewer', 'organiser'),
  'act.see': see('administrator', 'treasurer'),
  'health.see': see('administrator', 'treasurer', 'organiser'),
  'alert.resolve': change('administrator', 'treasurer'),
  'books.prove': change('administrator', 'treasurer'),
  'reconciliation.see': see('administrator', 'treasurer'),
  'period.see': see('administrator', 'treasurer'),
  'period.close': byTwo(['treasurer'], ['administrator', 'treasurer']),

  'person.see': see('administrator'),
  'person.invite': change('administrator'),
  'person.change': change('administrator'),
  'pass.see': see('administrator', 'organiser'),
  'pass.change': change('administrator', 'organiser'),
  // The place that a borrowed phone serves; what is done there asks for actions of its own.
  'pass.carry': change('checkpoint-volunteer', 'stall-volunteer'),

  'walk.see': see('administrator', 'organiser'),
  'walk.change': change('administrator', 'organiser'),
  // Names, ages and whom to call in an emergency: not for auditors.
  'walker.look': change('administrator', 'organiser'),
  'scan.keep': change('checkpoint-volunteer'),
  'market.see': see('administrator', 'treasurer', 'organiser'),
  'market.change': change('administrator', 'organiser'),
  'sale.keep': change('stall-volunteer'),
  // Cash is counted by whoever is at the stall, and agreed to by somebody at the desk.
  'cash.count': byTwo(
    ['administrator', 'treasurer', 'organiser', 'stall-volunteer'],
    ['administrator', 'treasurer', 'organiser'],
  ),
} as const satisfies Record<string, Rule>

export type Action = keyof typeof actions
export const actionNames = Object.keys(actions) as Action[]
/** What only a second person can bring about. */
export type TwoPersonAction = {
  [A in Action]: (typeof actions)[A] extends { decidedBy: readonly Role[] } ? A : never
}[Action]
/** Of these, what is decided by the room's own rules and never proposed: it has no executor. */
export type OwnDecision = 'plan.approve' | 'plan.approve-large'
