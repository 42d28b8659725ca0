import desk from './desk-en'
import card from './en/card.json'
import market from './en/market.json'
import papers from './en/papers.json'
import registration from './en/registration.json'
import results from './en/results.json'
import screen from './en/screen.json'
import walkMail from './en/walkMail.json'

/** All texts; papers, receipts and mails are made on the server only, results travel with their pages, the big screen has its own. */
export default { ...desk, card, market, papers, registration, results, screen, walkMail }
