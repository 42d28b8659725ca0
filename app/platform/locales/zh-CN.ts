import desk from './desk-zh-CN'
import card from './zh-CN/card.json'
import exported from './zh-CN/exports.json'
import gate from './zh-CN/gate.json'
import papers from './zh-CN/papers.json'
import screen from './zh-CN/screen.json'

/** All texts; papers, mails and exported lists are made on the server only, the big screen and the phones' apps have their own. */
export default { ...desk, card, exports: exported, gate, papers, screen }
