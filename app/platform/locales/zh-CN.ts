import desk from './desk-zh-CN'
import card from './zh-CN/card.json'
import market from './zh-CN/market.json'
import papers from './zh-CN/papers.json'
import registration from './zh-CN/registration.json'
import results from './zh-CN/results.json'
import screen from './zh-CN/screen.json'
import walkMail from './zh-CN/walkMail.json'

/** All texts; papers, receipts and mails are made on the server only, results travel with their pages, the big screen has its own. */
export default { ...desk, card, market, papers, registration, results, screen, walkMail }
