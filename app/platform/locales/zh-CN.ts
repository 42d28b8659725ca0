import papers from './zh-CN/papers.json'
import pages from './zh-CN-pages'

/** All texts; papers and mails are made on the server only. */
export default { ...pages, papers }
