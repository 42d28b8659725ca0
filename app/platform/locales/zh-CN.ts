import desk from './desk-zh-CN'
import accountable from './zh-CN/accountable.json'
import backing from './zh-CN/backing.json'
import card from './zh-CN/card.json'
import disclosed from './zh-CN/disclosed.json'
import exported from './zh-CN/exports.json'
import gate from './zh-CN/gate.json'
import market from './zh-CN/market.json'
import monthly from './zh-CN/monthly.json'
import monthlyPapers from './zh-CN/monthlyPapers.json'
import oldDisclosures from './zh-CN/oldDisclosures.json'
import papers from './zh-CN/papers.json'
import paying from './zh-CN/paying.json'
import pledgePapers from './zh-CN/pledgePapers.json'
import pledges from './zh-CN/pledges.json'
import prints from './zh-CN/prints.json'
import projects from './zh-CN/projects.json'
import registration from './zh-CN/registration.json'
import results from './zh-CN/results.json'
import screen from './zh-CN/screen.json'
import till from './zh-CN/till.json'
import trail from './zh-CN/trail.json'
import walkMail from './zh-CN/walkMail.json'
import walks from './zh-CN/walks.json'

/** All texts; papers, mails and exported lists are made on the server only, the big screen and the phones' apps have their own. */
export default {
  ...desk,
  accountable,
  backing,
  card,
  disclosed,
  exports: exported,
  gate,
  market,
  monthly,
  monthlyPapers,
  oldDisclosures,
  papers,
  paying,
  pledgePapers,
  pledges,
  prints,
  projects,
  registration,
  results,
  screen,
  till,
  trail,
  walkMail,
  walks,
}
