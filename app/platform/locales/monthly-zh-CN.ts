import monthly from './zh-CN/monthly.json'
import pages from './zh-CN-pages'

/** What the pages of monthly gifts say, beside the public pages' texts: these travel to no other page. */
export default { ...pages, monthly }
