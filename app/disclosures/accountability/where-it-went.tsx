import { Link } from '@remix-run/react'
import { Button } from '~/ui/button'
import { LinkButton } from '~/ui/link-button'
import { Money } from '~/ui/money'
import { TextField } from '~/ui/text-field'
import type { Shown } from './show-accountability.server'

/** One figure of the last quarter that opens down to its records, the last disclosures, and where else to look. */
export function WhereItWent({ shown }: { shown: Shown }) {
  const { headline, latest } = shown
  return (
    <section id="went" aria-labelledby="went-title" className="space-y-6">
      <h2 id="went-title" className="font-serif text-2xl font-bold">
        {shown.title}
      </h2>
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
        {headline ? (
          <div className="@container min-w-0 self-start rounded-paper border border-line bg-raised p-4 sm:p-6">
            <p className="text-soft">{headline.says}</p>
            <p className="mt-1 font-serif text-xl font-bold">{headline.plans}</p>
            <p className="mt-2">
              <Money fen={headline.amountFen} size="display" className="text-banyan-text" />
            </p>
            <p className="mt-5 flex flex-wrap gap-3">
              {headline.links.map((link, n) => (
                <LinkButton key={link.to} to={link.to} variant={n === 0 ? 'secondary' : 'quiet'}>
                  {link.label}
                </LinkButton>
              ))}
            </p>
          </div>
        ) : (
          latest.length === 0 && <p className="max-w-prose text-soft">{shown.none}</p>
        )}
        {latest.length > 0 && (
          <div className="min-w-0">
            <h3 className="font-serif text-lg font-bold">{shown.news}</h3>
            <ul className="mt-2 divide-y divide-line border-y border-line">
              {latest.map((one) => (
                <li key={one.id} className="py-2">
                  <Link to={one.to} className="link inline-block py-1 font-semibold">
                    {one.label}
                  </Link>
                  <span className="block text-sm text-soft">{one.detail}</span>
                </li>
              ))}
            </ul>
            <p>
              <Link to={shown.all} className="link inline-flex min-h-11 items-center">
                {shown.allNews}
              </Link>
            </p>
          </div>
        )}
      </div>
      <nav aria-label={shown.places}>
        <ul className="grid gap-px overflow-hidden rounded-paper border border-line bg-line sm:grid-cols-2 lg:grid-cols-4">
          {shown.doors.map((door) => (
            <li key={door.to} className="bg-paper">
              <Link to={door.to} className="block h-full p-4 hover:bg-raised">
                <span className="font-serif text-lg font-bold underline decoration-1 underline-offset-4">
                  {door.label}
                </span>
                <span className="mt-1 block text-sm text-soft">{door.hint}</span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <form
        method="get"
        action={shown.searchAt}
        className="grid max-w-prose items-end gap-3 sm:grid-cols-[1fr_auto]"
      >
        <TextField name="q" type="search" label={shown.search} maxLength={60} />
        <Button variant="secondary">{shown.searchButton}</Button>
      </form>
    </section>
  )
}
