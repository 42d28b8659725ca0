import desk from './desk-en'
import card from './en/card.json'
import market from './en/market.json'
import papers from './en/papers.json'
import screen from './en/screen.json'

/** All texts; papers, receipts and mails are made on the server only, the big screen has its own. */
export default { ...desk, card, market, papers, screen }
