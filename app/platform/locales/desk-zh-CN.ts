import account from './zh-CN/account.json'
import bank from './zh-CN/bank.json'
import board from './zh-CN/board.json'
import coverage from './zh-CN/coverage.json'
import desk from './zh-CN/desk.json'
import disclosing from './zh-CN/disclosing.json'
import editing from './zh-CN/editing.json'
import gifts from './zh-CN/gifts.json'
import givenMonthly from './zh-CN/givenMonthly.json'
import goods from './zh-CN/goods.json'
import lists from './zh-CN/lists.json'
import matching from './zh-CN/matching.json'
import monitoring from './zh-CN/monitoring.json'
import offline from './zh-CN/offline.json'
import organising from './zh-CN/organising.json'
import passes from './zh-CN/passes.json'
import people from './zh-CN/people.json'
import period from './zh-CN/period.json'
import plans from './zh-CN/plans.json'
import pledging from './zh-CN/pledging.json'
import proposals from './zh-CN/proposals.json'
import reconciliation from './zh-CN/reconciliation.json'
import sponsoring from './zh-CN/sponsoring.json'
import stalls from './zh-CN/stalls.json'
import suspicions from './zh-CN/suspicions.json'
import walkers from './zh-CN/walkers.json'
import work from './zh-CN/work.json'
import year from './zh-CN/year.json'
import pages from './zh-CN-pages'

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
