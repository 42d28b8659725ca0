import desk from './desk-zh-CN'
import papers from './zh-CN/papers.json'
import results from './zh-CN/results.json'
import screen from './zh-CN/screen.json'

/** All texts; papers and mails are made on the server only, results travel with their pages, the big screen has its own. */
export default { ...desk, papers, results, screen }
