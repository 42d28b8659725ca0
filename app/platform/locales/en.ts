import desk from './desk-en'
import card from './en/card.json'
import gate from './en/gate.json'
import papers from './en/papers.json'
import screen from './en/screen.json'

/** All texts; papers and mails are made on the server only, the big screen has its own. */
export default { ...desk, card, gate, papers, screen }
