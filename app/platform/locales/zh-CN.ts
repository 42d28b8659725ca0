import desk from './desk-zh-CN'
import papers from './zh-CN/papers.json'
import results from './zh-CN/results.json'
import registration from './zh-CN/registration.json'
import screen from './zh-CN/screen.json'
import walkMail from './zh-CN/walkMail.json'

/** All texts; papers and mails are made on the server only, results travel with their pages, the big screen has its own. */
export default { ...desk, papers, registration, results, screen, walkMail }
