import desk from './desk-en'
import accountable from './en/accountable.json'
import backing from './en/backing.json'
import card from './en/card.json'
import disclosed from './en/disclosed.json'
import exported from './en/exports.json'
import gate from './en/gate.json'
import market from './en/market.json'
import monthly from './en/monthly.json'
import monthlyPapers from './en/monthlyPapers.json'
import oldDisclosures from './en/oldDisclosures.json'
import papers from './en/papers.json'
import paying from './en/paying.json'
import pledgePapers from './en/pledgePapers.json'
import pledges from './en/pledges.json'
import prints from './en/prints.json'
import projects from './en/projects.json'
import registration from './en/registration.json'
import results from './en/results.json'
import screen from './en/screen.json'
import till from './en/till.json'
import trail from './en/trail.json'
import walkMail from './en/walkMail.json'
import walks from './en/walks.json'

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
