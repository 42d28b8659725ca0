import desk from './desk-zh-CN'
import exported from './zh-CN/exports.json'
import papers from './zh-CN/papers.json'
import screen from './zh-CN/screen.json'

/** All texts; papers, mails and exported lists are made on the server only, the big screen has its own. */
export default { ...desk, exports: exported, papers, screen }
