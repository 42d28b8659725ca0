import desk from './desk-en'
import papers from './en/papers.json'
import results from './en/results.json'
import screen from './en/screen.json'

/** All texts; papers and mails are made on the server only, results travel with their pages, the big screen has its own. */
export default { ...desk, papers, results, screen }
