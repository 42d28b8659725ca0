import campaigns from './en/campaigns.json'
import giving from './en/giving.json'
import ledger from './en/ledger.json'
import ui from './en/ui.json'

/** What pages say: these texts travel to the browser. */
export default { campaigns, giving, ledger, ui }
