/** How many characters a text may have; forms say it before the verb does. */
export const mostCharacters = {
  seriesName: 80,
  about: 600,
  name: 120,
  summary: 200,
  story: 8_000,
  place: 120,
  coverAlt: 200,
  filingNumber: 60,
  platform: 80,
  reason: 400,
}

/** One of the pictures that come with the site, or one that was uploaded. */
export const coverShape = /^\/(covers\/[\w-][\w.-]*|files\/[\w-]+(\/[\w-][\w.-]*)?)$/
