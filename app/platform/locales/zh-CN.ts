import desk from './desk-zh-CN'
import papers from './zh-CN/papers.json'

/** All texts; papers and mails are made on the server only. */
export default { ...desk, papers }
