// The one service worker (/sw.js): keeps the phones' small apps for where there is no signal, and touches nothing else. What
// people collected is not here but in the page's own database, so that any version of this file may replace any other.

/** The parts of a worker's world that the browser's types for pages do not name. */
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface Fetching extends Lasting {
  request: Request
  respondWith(answer: Promise<Response>): void
}
interface Told extends Lasting {
  data: { keep?: string[] }
  ports: MessagePort[]
}
interface Worker {
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void
  addEventListener(type: 'message', listener: (event: Told) => void): void
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
}
const worker = self as unknown as Worker

// As in phone-app.ts: a worker that imports would be built as two files.
const assetsHeader = 'X-Phone-Assets'
const drawnCache = 'phone-drawn-1'
const drawnByHeader = 'X-Phone-Drawn-By'
const drawnFrom = '<div id="app">'
const drawnTo = '</div><!--app-->'

const shells = 'phone-shells-1'
const assets = 'phone-assets-1'
/** A ticket's page is the server's; without an answer by then the card's own page takes the ticket. */
const ticketPatienceMs = 4_000
/** Files that no shell names any more may still be asked for by a page that has been open since. */
const keepUnnamedMs = 14 * 86_400_000

/** Under which address a page's shell is kept; null for every page that is not ours. All codes share one shell. */
function shellOf(path: string): string | null {
  const [, lang = '', page] =
    /^(\/en)?\/(walk\/[^/]+|s\/[^/]*|t\/[^/]+|pass\/gate|pass\/stall)$/.exec(path) ?? []
  if (!page) return null
  return /^[st]\//.test(page) ? `${lang}/s/` : `${lang}/${page}`
}

const namedBy = (shell: Response) => (shell.headers.get(assetsHeader) ?? '').split(' ').filter(Boolean)

/** Keeps a shell once all files that it names are kept: what stood there before stays until then. Answers whether it is kept. */
async function keepShell(key: string, given?: Response): Promise<boolean> {
  const shell = given ?? (await fetch(key, { credentials: 'same-origin', cache: 'no-cache' }))
  const named = namedBy(shell)
  if (!shell.ok || shell.redirected || named.length === 0) return false
  const files = await caches.open(assets)
  await Promise.all(
    named.map(async (file) => {
      if (!(await files.match(file))) await files.add(file)
    }),
  )
  await (await caches.open(shells)).put(key, shell)
  return true
}

/** Whether a shell stands here with all its files. */
async function isWhole(key: string): Promise<boolean> {
  const shell = await (await caches.open(shells)).match(key)
  if (!shell) return false
  const files = await caches.open(assets)
  const found = await Promise.all(namedBy(shell).map((file) => files.match(file)))
  return found.every(Boolean)
}

/** At once from here, and anew behind the page's back; from the network the first time. */
async function openShell(event: Fetching, key: string): Promise<Response> {
  const kept = await (await caches.open(shells)).match(key)
  if (kept) {
    const answer = withDrawn(kept, await caches.match(key, { cacheName: drawnCache }))
    event.waitUntil(answer.then(() => keepShell(key)).catch(() => false))
    return answer
  }
  return fetch(event.request)
}

/** A shell with what its own files drew last: seen at once, and drawn over by the app. */
async function withDrawn(shell: Response, drawn: Response | undefined): Promise<Response> {
  if (!drawn || !namedBy(shell).includes(drawn.headers.get(drawnByHeader) ?? '')) return shell
  const [html, markup] = await Promise.all([shell.text(), drawn.text()])
  const [from, to] = [html.indexOf(drawnFrom) + drawnFrom.length, html.indexOf(drawnTo)]
  return new Response(html.slice(0, from) + markup + html.slice(to), shell)
}

/** The server's page, or without an answer the card's shell. */
async function openTicket(event: Fetching, key: string): Promise<Response> {
  const patience = new Promise<Response>((_, reject) => setTimeout(reject, ticketPatienceMs))
  try {
    return await Promise.race([fetch(event.request), patience])
  } catch {
    return (await (await caches.open(shells)).match(key)) ?? fetch(event.request)
  }
}

/** The name of a built file holds its content's hash: what is here is right. */
async function openFile(request: Request): Promise<Response> {
  return (await caches.match(request, { cacheName: assets })) ?? fetch(request)
}

async function sweep(): Promise<void> {
  const all = await (await caches.open(shells)).matchAll()
  const named = new Set(all.flatMap(namedBy))
  const files = await caches.open(assets)
  for (const request of await files.keys()) {
    const made = Date.parse((await files.match(request))?.headers.get('Date') ?? '')
    const old = Number.isNaN(made) || Date.now() - made > keepUnnamedMs
    if (old && !named.has(new URL(request.url).pathname)) await files.delete(request)
  }
}

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()))
worker.addEventListener('activate', (event) =>
  event.waitUntil(Promise.all([worker.clients.claim(), sweep()])),
)

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (url.pathname.startsWith('/phone/')) return event.respondWith(openFile(request))
  if (request.mode !== 'navigate') return
  const key = shellOf(url.pathname)
  if (!key) return
  event.respondWith(/\/t\//.test(url.pathname) ? openTicket(event, key) : openShell(event, key))
})

/** A page asks whether it can be opened without signal, and has kept what is missing. */
worker.addEventListener('message', (event) => {
  const [port] = event.ports
  const keys = (event.data.keep ?? []).map(shellOf).filter((key) => key !== null)
  const work = Promise.all(keys.map(async (key) => (await isWhole(key)) || keepShell(key))).then(
    (kept) => port?.postMessage(kept.length > 0 && kept.every(Boolean)),
    () => port?.postMessage(false),
  )
  event.waitUntil(work)
})
