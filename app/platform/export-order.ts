import { type ExportFormat, readExportFormat } from './export-column'
import { type Locale, localeOfPath } from './i18n'
import type { Outlet } from './outlet.server'

/** How somebody wants a list as a file, and the way it goes out. */
export interface ExportOrder {
  format: ExportFormat
  locale: Locale
  outlet: Outlet
}

/** What an export's address asks for: `?format=csv` or `xlsx`, in the language of its path. Throws 404 for any other format. */
export function readExportOrder(request: Request, outlet: Outlet): ExportOrder {
  const { pathname, searchParams } = new URL(request.url)
  const format = readExportFormat(searchParams.get('format'))
  if (!format) throw new Response(null, { status: 404 })
  return { format, locale: localeOfPath(pathname), outlet }
}
