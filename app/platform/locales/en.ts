import desk from './desk-en'
import exported from './en/exports.json'
import papers from './en/papers.json'
import screen from './en/screen.json'

/** All texts; papers, mails and exported lists are made on the server only, the big screen has its own. */
export default { ...desk, exports: exported, papers, screen }
