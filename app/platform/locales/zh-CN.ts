import desk from './desk-zh-CN'
import card from './zh-CN/card.json'
import market from './zh-CN/market.json'
import papers from './zh-CN/papers.json'
import screen from './zh-CN/screen.json'
import till from './zh-CN/till.json'

/** All texts; papers, receipts and mails are made on the server only, the big screen and each phone's app have their own. */
export default { ...desk, card, market, papers, screen, till }
