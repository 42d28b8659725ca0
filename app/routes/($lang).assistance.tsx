import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { shanghaiDay } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { AssistanceSums } from '~/stewardship/assistance/assistance-sums'
import { showAssistance } from '~/stewardship/assistance/show-assistance.server'
import { EmptyState } from '~/ui/empty-state'
import { pageMeta } from '~/ui/page-meta'

const project = 'assistance'

/** What assistance became, by category: sums only, small groups left out. */
export async function loader({ request, context: { house } }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const t = textsIn(locale, 'assistance')
  return {
    locale,
    title: t('public.title'),
    lead: t('public.lead'),
    none: t('public.none'),
    funds: textsIn(locale, 'ledger')('funds.back'),
    shown: await showAssistance(house.db, locale, project, {
      quarter: searchParams.get('quarter'),
      today: shanghaiDay(house.now()),
    }),
  }
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, description: args.data?.lead })

export default function AssistancePublicPage() {
  const { locale, title, lead, none, funds, shown } = useLoaderData<typeof loader>()
  return (
    <div className="page space-y-8">
      <header>
        <h1 className="font-serif text-3xl font-bold">{title}</h1>
        <p className="mt-2 max-w-prose text-lg text-soft">{lead}</p>
      </header>
      {shown ? (
        <AssistanceSums shown={shown} here={pathIn(locale, '/assistance')} />
      ) : (
        <EmptyState title={none}>
          <Link className="link" to={pathIn(locale, '/funds')}>
            {funds}
          </Link>
        </EmptyState>
      )}
    </div>
  )
}
