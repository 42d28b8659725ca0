import registration from './zh-CN/registration.json'
import walks from './zh-CN/walks.json'
import pages from './zh-CN-pages'

/** What the pages of registration and of a walk say, beside the public pages' texts: these travel to no other page. */
export default { ...pages, registration, walks }
