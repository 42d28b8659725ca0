import registration from './en/registration.json'
import walks from './en/walks.json'
import pages from './en-pages'

/** What the pages of registration and of a walk say, beside the public pages' texts: these travel to no other page. */
export default { ...pages, registration, walks }
