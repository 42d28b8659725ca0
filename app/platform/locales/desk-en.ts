import account from './en/account.json'
import bank from './en/bank.json'
import board from './en/board.json'
import coverage from './en/coverage.json'
import desk from './en/desk.json'
import disclosing from './en/disclosing.json'
import editing from './en/editing.json'
import gifts from './en/gifts.json'
import givenMonthly from './en/givenMonthly.json'
import goods from './en/goods.json'
import lists from './en/lists.json'
import matching from './en/matching.json'
import monitoring from './en/monitoring.json'
import offline from './en/offline.json'
import organising from './en/organising.json'
import passes from './en/passes.json'
import people from './en/people.json'
import period from './en/period.json'
import plans from './en/plans.json'
import pledging from './en/pledging.json'
import proposals from './en/proposals.json'
import reconciliation from './en/reconciliation.json'
import sponsoring from './en/sponsoring.json'
import stalls from './en/stalls.json'
import suspicions from './en/suspicions.json'
import walkers from './en/walkers.json'
import work from './en/work.json'
import year from './en/year.json'
import pages from './en-pages'

/** What the desk and the pages of an account say, beside the public pages' texts: these travel to the people who work there. */
export default {
  ...pages,
  account,
  bank,
  board,
  coverage,
  desk,
  disclosing,
  editing,
  gifts,
  givenMonthly,
  lists,
  matching,
  goods,
  monitoring,
  offline,
  organising,
  passes,
  people,
  period,
  plans,
  pledging,
  proposals,
  reconciliation,
  sponsoring,
  stalls,
  suspicions,
  walkers,
  work,
  year,
}
