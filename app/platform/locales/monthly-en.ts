import monthly from './en/monthly.json'
import pages from './en-pages'

/** What the pages of monthly gifts say, beside the public pages' texts: these travel to no other page. */
export default { ...pages, monthly }
