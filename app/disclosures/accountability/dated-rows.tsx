import { Link } from '@remix-run/react'

/** Disclosures, each a link to its page with the day of its publication. */
export const DatedRows = ({ rows }: { rows: readonly { to: string; label: string; on: string }[] }) => (
  <ul className="divide-y divide-line border-y border-line">
    {rows.map((row) => (
      <li key={row.to} className="flex flex-wrap items-baseline justify-between gap-x-6 py-2">
        <Link to={row.to} className="link inline-flex min-h-11 items-center font-semibold">
          {row.label}
        </Link>
        <span className="text-sm text-soft">{row.on}</span>
      </li>
    ))}
  </ul>
)
