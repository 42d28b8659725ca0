import registration from './zh-CN/registration.json'
import pages from './zh-CN-pages'

/** What the pages of registration say, beside the public pages' texts: these travel to no other page. */
export default { ...pages, registration }
