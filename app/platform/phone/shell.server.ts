import fs from 'node:fs'
import type { Locale } from '../i18n'
import { assetsHeader, drawnFrom, drawnTo, entryAttribute, type PhoneApp, shellDataId } from './phone-app'

interface Chunk {
  file: string
  src?: string
  css?: string[]
  imports?: string[]
  dynamicImports?: string[]
}
type Manifest = Record<string, Chunk>

const builtIn = 'build/client/phone'
const entries: Record<PhoneApp, string> = {
  card: 'app/walks/phone/card-entry.tsx',
  volunteer: 'app/walks/phone/volunteer-entry.tsx',
  stall: 'app/market/phone/stall-entry.tsx',
}

export interface ShellFiles {
  entry: string
  /** What the entry imports at once. */
  imports: string[]
  /** Written into the page: on a slow phone one file less to find is a fifth of the way to being ready. */
  styles: string[]
  /** What the app fetches, at once and later: with them it runs without signal. */
  all: string[]
}

/** Which built files an app is made of. Throws when the build has no such app. */
export function shellFiles(manifest: Manifest, app: PhoneApp): ShellFiles {
  const entry = manifest[entries[app]]
  if (!entry) throw new Error(`The phone build has no ${entries[app]}: run "npm run build".`)
  const reach = (ways: ('imports' | 'dynamicImports')[]) => {
    const seen = new Set<string>()
    const follow = (key: string) => {
      if (seen.has(key)) return
      seen.add(key)
      for (const way of ways) for (const next of manifest[key]?.[way] ?? []) follow(next)
    }
    follow(entries[app])
    return [...seen]
  }
  const at = (file: string) => `/phone/${file}`
  const all = reach(['imports', 'dynamicImports'])
  return {
    entry: at(entry.file),
    imports: reach(['imports'])
      .slice(1)
      .map((key) => at(manifest[key]!.file)),
    styles: entry.css ?? [],
    all: all.map((key) => at(manifest[key]!.file)),
  }
}

const kept = new Map<PhoneApp, ShellFiles & { css: string }>()
function filesOf(app: PhoneApp): ShellFiles & { css: string } {
  const known = kept.get(app)
  if (known && process.env.NODE_ENV === 'production') return known
  const files = shellFiles(JSON.parse(fs.readFileSync(`${builtIn}/manifest.json`, 'utf8')) as Manifest, app)
  const css = files.styles.map((file) => fs.readFileSync(`${builtIn}/${file}`, 'utf8')).join('')
  const whole = { ...files, css }
  kept.set(app, whole)
  return whole
}

export interface Shell {
  app: PhoneApp
  locale: Locale
  title: string
  /** Said until the script runs, and where it cannot. */
  loading: string
  noScript: string
  /** What the app starts from (phone/shell-data.ts): public, or the carried pass's own. JSON. */
  data: unknown
  /** Of this answer's content security policy; the page is kept together with its headers. */
  nonce: string
  /** Address of the web app's manifest, for whoever puts it on the home screen. */
  webManifest?: string
  status?: number
}

const entity: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (char) => entity[char]!)

/** Of a page that is not looked at no frame is ever drawn. */
const patienceMs = 500

/**
 * Asks for the app once what was kept of its last drawing (keep-drawn.ts) is on the screen; at once where nothing was kept, and after
 * half a second where nobody looks. Asking for three files is work that a slow phone would do before its first frame.
 */
const startOf = (files: readonly string[]) =>
  `let start=()=>{start=()=>{};for(const src of ${JSON.stringify(files)})document.head.append(Object.assign(document.createElement('script'),{type:'module',src}))};` +
  `if(document.querySelector('#app [data-ready]')){requestAnimationFrame(()=>setTimeout(()=>start()));setTimeout(()=>start(),${patienceMs})}else start()`

/**
 * The small HTML that a phone keeps and opens without signal: its style, the data as JSON, which the browser does not run, and what
 * starts the app. Nothing of it is drawn before all that can be seen stands there: half a card drawn is twice the work. The service worker
 * keeps it with all files that the header names.
 */
export function phoneShell(shell: Shell): Response {
  const { entry, imports, css, all } = filesOf(shell.app)
  const data = JSON.stringify(shell.data).replaceAll('<', '\\u003c')
  const html = `<!doctype html>
<html lang="${shell.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="theme-color" content="#fbf7f0">
<meta name="robots" content="noindex">
<title>${escaped(shell.title)}</title>
<link rel="expect" href="#${shellDataId}" blocking="render">
<style nonce="${shell.nonce}">${css}</style>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="apple-touch-icon" href="/apple-touch-icon.png">
${shell.webManifest ? `<link rel="manifest" href="${escaped(shell.webManifest)}">` : ''}
</head>
<body>
${drawnFrom}<main class="p-4"><h1>${escaped(shell.title)}</h1><p>${escaped(shell.loading)}</p><noscript>${escaped(shell.noScript)}</noscript></main>${drawnTo}
<script type="application/json" id="${shellDataId}">${data}</script>
<script nonce="${shell.nonce}" ${entryAttribute}="${entry}">${startOf([...imports, entry])}</script>
</body>
</html>
`
  return new Response(html, {
    status: shell.status ?? 200,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'private, no-cache',
      [assetsHeader]: all.join(' '),
    },
  })
}
