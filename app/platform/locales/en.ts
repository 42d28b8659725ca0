import desk from './desk-en'
import papers from './en/papers.json'
import results from './en/results.json'
import registration from './en/registration.json'
import screen from './en/screen.json'
import walkMail from './en/walkMail.json'

/** All texts; papers and mails are made on the server only, results travel with their pages, the big screen has its own. */
export default { ...desk, papers, registration, results, screen, walkMail }
