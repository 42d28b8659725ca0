import { type AppLoadContext, createReadableStreamFromReadable, type EntryContext } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { isbot } from 'isbot'
import { renderToPipeableStream } from 'react-dom/server'
import { I18nextProvider, initReactI18next } from 'react-i18next'
import { createI18n } from './platform/create-i18n'
import { localeOfPath } from './platform/i18n'
import en from './platform/locales/en'
import zhCN from './platform/locales/zh-CN'
import { log, pathForLog } from './platform/log.server'
import { wholePieces } from './platform/whole-pieces.server'
import { NonceContext } from './ui/nonce'

// The build's one server bundle also carries what listens and what runs in the background: one copy of every module.
export { startServer } from './entry.http.server'

export const streamTimeout = 5_000

const instances = {
  'zh-CN': createI18n('zh-CN', zhCN, initReactI18next),
  en: createI18n('en', en, initReactI18next),
}

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  loadContext: AppLoadContext,
) {
  const locale = localeOfPath(new URL(request.url).pathname)
  const ready = isbot(request.headers.get('user-agent') ?? '') ? 'onAllReady' : 'onShellReady'
  return new Promise<Response>((resolve, reject) => {
    let shellSent = false
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={loadContext.nonce}>
        <I18nextProvider i18n={instances[locale]}>
          <RemixServer context={context} url={request.url} nonce={loadContext.nonce} />
        </I18nextProvider>
      </NonceContext.Provider>,
      {
        nonce: loadContext.nonce,
        [ready]() {
          shellSent = true
          const body = wholePieces()
          body.once('close', () => clearTimeout(timer))
          headers.set('Content-Type', 'text/html; charset=utf-8')
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status }))
          pipe(body)
        },
        onShellError: reject,
        onError(error: unknown) {
          if (shellSent) log.error({ err: error }, 'rendering failed after the first bytes were sent')
        },
      },
    )
    const timer = setTimeout(abort, streamTimeout + 1_000)
  })
}

/** Loaders and actions that threw: logged once, with no headers or bodies. The router's own refusals quote addresses. */
export function handleError(error: unknown, { request }: { request: Request }) {
  if (request.signal.aborted) return
  const path = pathForLog(new URL(request.url).pathname)
  if (isRouteErrorResponse(error)) log.info({ path, status: error.status }, 'request refused')
  else log.error({ err: error, path }, 'request failed')
}
