import desk from './desk-en'
import papers from './en/papers.json'
import prints from './en/prints.json'
import screen from './en/screen.json'

/** All texts; papers, prints and mails are made on the server only, the big screen has its own. */
export default { ...desk, papers, prints, screen }
