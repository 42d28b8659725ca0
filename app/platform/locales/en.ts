import campaigns from './en/campaigns.json'
import giving from './en/giving.json'
import ledger from './en/ledger.json'
import ui from './en/ui.json'

export default { campaigns, giving, ledger, ui }
