import type { Locale, Texts } from '../i18n'
import { shellDataId } from './phone-app'

/** What every app's shell tells: its language and texts, and the server's clock as it was made. */
export interface ShellData {
  locale: Locale
  texts: Partial<Texts>
  /** Milliseconds since 1970, by the server. */
  asOf: number
}

/** What the server wrote into the page. */
export const readShellData = <Data extends ShellData>(): Data =>
  JSON.parse(document.getElementById(shellDataId)!.textContent!) as Data
