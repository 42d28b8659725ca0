import desk from './desk-zh-CN'
import papers from './zh-CN/papers.json'
import prints from './zh-CN/prints.json'
import screen from './zh-CN/screen.json'

/** All texts; papers, prints and mails are made on the server only, the big screen has its own. */
export default { ...desk, papers, prints, screen }
