import fs from 'node:fs'

/** Where the site's own pictures lie, built and not. */
const places = ['build/client/covers', 'public/covers']

/** Paths of the covers that come with the site, by name. */
export function listCovers(): string[] {
  const place = places.find((dir) => fs.existsSync(dir))
  const files = place ? fs.readdirSync(place) : []
  return files.filter((file) => /^[\w-][\w.-]*\.(svg|png|jpe?g|webp)$/.test(file)).map((f) => `/covers/${f}`)
}
