import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import {
  type Found,
  findAnything,
  foundKinds,
  readWords,
} from '~/disclosures/accountability/find-anything.server'
import { sayQuarter } from '~/disclosures/statement/quarter'
import { inLocale, type Locale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn, wordsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'
import { TextField } from '~/ui/text-field'

const places = { campaign: 'campaigns', fund: 'funds', project: 'projects', plan: 'plans' } as const

function linkTo(locale: Locale, { kind, key, ...name }: Found) {
  const label = inLocale(locale, { zh: name.nameZh, en: name.nameEn })
  if (kind !== 'disclosure') return { key, label, to: pathIn(locale, `/${places[kind]}/${key}`) }
  const [project, period] = key.split(' ') as [string, string]
  const to = pathIn(locale, `/projects/${project}/disclosures/${period}`)
  return { key, label: `${label} · ${sayQuarter(locale, period)}`, to }
}

export async function loader({ request, context: { house } }: LoaderFunctionArgs) {
  const url = new URL(request.url)
  const locale = localeOfPath(url.pathname)
  const t = textsIn(locale, 'accountable')
  const words = readWords(url.searchParams.get('q') ?? '')
  const { found, more } = await findAnything(house.db, words)
  return {
    locale,
    typed: words.join(' '),
    none: words.length > 0 && found.length === 0 ? t('search.none', { words: words.join(' ') }) : null,
    words: wordsIn(locale, 'accountable', [
      ...(['search.title', 'search.lead', 'search.label', 'search.hint'] as const),
      ...(['search.button', 'search.noneHint', 'search.more'] as const),
    ]),
    groups: foundKinds.flatMap((kind) => {
      const links = found.filter((one) => one.kind === kind).map((one) => linkTo(locale, one))
      return links.length > 0 ? [{ kind, title: t(`search.${kind}`), links, more: more.includes(kind) }] : []
    }),
  }
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.words.title, unlisted: true })

export default function SearchPage() {
  const { locale, typed, none, words, groups } = useLoaderData<typeof loader>()
  return (
    <div className="page-text space-y-8">
      <header>
        <h1 className="font-serif text-3xl font-bold">{words.title}</h1>
        <p className="mt-2 max-w-prose text-lg text-soft">{words.lead}</p>
      </header>
      <Form method="get" action={pathIn(locale, '/search')} className="max-w-prose space-y-4">
        <TextField
          name="q"
          type="search"
          label={words.label}
          hint={words.hint}
          defaultValue={typed}
          maxLength={60}
        />
        <Button>{words.button}</Button>
      </Form>
      {none && <EmptyState title={none}>{words.noneHint}</EmptyState>}
      {groups.map((group) => (
        <Panel key={group.kind} id={group.kind} title={group.title} tone="plain">
          <ul className="divide-y divide-line">
            {group.links.map((link) => (
              <li key={link.key}>
                <Link to={link.to} className="link inline-flex min-h-11 items-center">
                  {link.label}
                </Link>
              </li>
            ))}
          </ul>
          {group.more && <p className="mt-2 text-soft">{words.more}</p>}
        </Panel>
      ))}
    </div>
  )
}
