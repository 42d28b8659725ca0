import desk from './desk-en'
import card from './en/card.json'
import market from './en/market.json'
import papers from './en/papers.json'
import screen from './en/screen.json'
import till from './en/till.json'

/** All texts; papers, receipts and mails are made on the server only, the big screen and each phone's app have their own. */
export default { ...desk, card, market, papers, screen, till }
