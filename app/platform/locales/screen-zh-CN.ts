import screen from './zh-CN/screen.json'
import ui from './zh-CN/ui.json'

/** What the big screen says; its texts stay off every other public page. The site's own words are there for its refusals. */
export default { screen, ui }
