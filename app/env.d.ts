/// <reference types="vite/client" />
import '@remix-run/node'

/** Loader and action data keep their types (dates, bigint) on the way to the page. */
declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true
  }
}
