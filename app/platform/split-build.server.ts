import type { ServerBuild } from '@remix-run/node'
import { localeOfPath } from './i18n'

type Routes = ServerBuild['routes']

/**
 * Remix tries every route of its build for every request, and compiles their patterns anew each time: with the desk in
 * it that was a third of a campaign page's time. The first fixed word of an address already decides which routes can
 * answer it. Answers, for a path, the build with those alone; for a word that begins no route, the whole build, so that
 * what nobody foresaw is matched as before.
 */
export function splitBuild(build: ServerBuild): (path: string) => ServerBuild {
  const words = new Map<string, string | null>()
  for (const id of Object.keys(build.routes)) words.set(id, firstWord(build.routes, id))
  const parts = new Map<string, ServerBuild>()
  // The empty word is the home page's.
  for (const word of new Set(['', ...words.values()])) {
    if (word === null) continue
    const mine = ([id]: [string, unknown]) => words.get(id) === null || words.get(id) === word
    const only = <T>(all: Record<string, T>) =>
      Object.fromEntries(Object.entries(all).filter(mine)) as typeof all
    parts.set(word, {
      ...build,
      routes: only(build.routes),
      assets: { ...build.assets, routes: only(build.assets.routes) },
    })
  }
  return (path) => parts.get(wordOfPath(path)) ?? build
}

/** `/en/funds/x.data` → `funds`. Remix asks for a page's data by the page's address and `.data`. */
function wordOfPath(path: string): string {
  const segments = path.split('/')
  const word = segments[localeOfPath(path) === 'en' ? 2 : 1] ?? ''
  return segments.at(-1) === word ? word.replace(/\.data$/, '') : word
}

/** The first segment of a route's own address that is not a parameter; null where it has none, so that it may answer anything. */
function firstWord(routes: Routes, id: string): string | null {
  const route = routes[id]
  if (!route) return null
  const above = route.parentId ? firstWord(routes, route.parentId) : null
  const own = route.path?.split('/').find((segment) => segment && segment !== ':lang?')
  return above ?? (own === undefined || /[:*?]/.test(own) ? null : own)
}
