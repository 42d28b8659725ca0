/** The small apps that phones keep: each is one page of its own. */
export type PhoneApp = 'card' | 'volunteer' | 'stall'

/** Which files a shell needs, one after the other with a space between: the service worker keeps a shell only with all of them. */
export const assetsHeader = 'X-Phone-Assets'

/** The id of the element that holds what the server told the app, as JSON. */
export const shellDataId = 'shell-data'
