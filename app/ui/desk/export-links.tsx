import { useTranslation } from 'react-i18next'

export interface ExportLinksProps {
  /** The list's export, its address already in the page's language. */
  to: string
  /** The page's own filters: the file holds what the list shows, all pages of it. */
  query?: string | Record<string, string>
  /** What is taken away, where a page has more lists than one. */
  label?: string
}

const formats = { csv: 'CSV', xlsx: 'Excel' }

/** A list as a file: for a table program, or for another program. */
export function ExportLinks({ to, query, label }: ExportLinksProps) {
  const { t } = useTranslation('desk')
  const what = label ?? t('export')
  const address = (format: string) => {
    const asked = new URLSearchParams(query)
    asked.set('format', format)
    return `${to}?${asked}`
  }
  return (
    <p className="no-print flex flex-wrap items-center gap-x-4">
      <span className="text-soft">{what}</span>
      {Object.entries(formats).map(([format, name]) => (
        <a
          key={format}
          className="link inline-flex min-h-11 items-center"
          href={address(format)}
          aria-label={`${what} · ${name}`}
          download
        >
          {name}
        </a>
      ))}
    </p>
  )
}
