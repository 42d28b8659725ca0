import desk from './desk-en'
import papers from './en/papers.json'

/** All texts; papers and mails are made on the server only. */
export default { ...desk, papers }
