import desk from './desk-en'
import market from './en/market.json'
import papers from './en/papers.json'
import screen from './en/screen.json'

/** All texts; papers, receipts and mails are made on the server only, the big screen has its own. */
export default { ...desk, market, papers, screen }
