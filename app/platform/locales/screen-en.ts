import screen from './en/screen.json'
import pages from './en-pages'

/** What the big screen says, beside the public pages' texts: its own travel to no other page. */
export default { ...pages, screen }
