import pledges from './zh-CN/pledges.json'
import pages from './zh-CN-pages'

/** What the pages of pledges say, beside the public pages' texts: these travel to no other page. */
export default { ...pages, pledges }
