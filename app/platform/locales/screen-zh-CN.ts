import screen from './zh-CN/screen.json'
import pages from './zh-CN-pages'

/** What the big screen says, beside the public pages' texts: its own travel to no other page. */
export default { ...pages, screen }
