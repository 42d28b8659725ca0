import campaigns from './zh-CN/campaigns.json'
import giving from './zh-CN/giving.json'
import ledger from './zh-CN/ledger.json'
import ui from './zh-CN/ui.json'

/** What pages say: these texts travel to the browser. */
export default { campaigns, giving, ledger, ui }
