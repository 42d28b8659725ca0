/** The small apps that phones keep: each is one page of its own. */
export type PhoneApp = 'card' | 'volunteer' | 'stall'

/** Which files a shell needs, one after the other with a space between: the service worker keeps a shell only with all of them. */
export const assetsHeader = 'X-Phone-Assets'

/** The id of the element that holds what the server told the app, as JSON. */
export const shellDataId = 'shell-data'

/** Says, on the script that starts the app, which file it is in. */
export const entryAttribute = 'data-entry'

/** Where the service worker keeps pages, with the data in them. */
export const shellsCache = 'phone-shells-1'

/** Where the phone keeps what an app last drew, under its page's path (keep-drawn.ts). */
export const drawnCache = 'phone-drawn-1'
/** With which files it was drawn: others may draw, and dress, it differently. */
export const drawnByHeader = 'X-Phone-Drawn-By'
/** In a shell, what is drawn stands between these. */
export const drawnFrom = '<div id="app">'
export const drawnTo = '</div><!--app-->'
