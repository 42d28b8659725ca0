import type { HeadersFunction } from '@remix-run/node'

const passedOn = ['Cache-Control', 'Retry-After']

/**
 * A route's `headers`: what its loader, action or refusal says about keeping and waiting holds for the page too.
 * Remix by itself passes on cookies only.
 */
export const pageHeaders: HeadersFunction = ({
  loaderHeaders,
  actionHeaders,
  errorHeaders,
  parentHeaders,
}) => {
  const headers = new Headers(parentHeaders)
  for (const from of [loaderHeaders, actionHeaders, errorHeaders]) {
    for (const name of passedOn) {
      const value = from?.get(name)
      if (value) headers.set(name, value)
    }
  }
  return headers
}
