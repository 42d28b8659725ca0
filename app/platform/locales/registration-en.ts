import registration from './en/registration.json'
import pages from './en-pages'

/** What the pages of registration say, beside the public pages' texts: these travel to no other page. */
export default { ...pages, registration }
