import pledges from './en/pledges.json'
import pages from './en-pages'

/** What the pages of pledges say, beside the public pages' texts: these travel to no other page. */
export default { ...pages, pledges }
