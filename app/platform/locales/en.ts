import papers from './en/papers.json'
import pages from './en-pages'

/** All texts; papers and mails are made on the server only. */
export default { ...pages, papers }
