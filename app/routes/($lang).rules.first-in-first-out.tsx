import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Branch } from '~/ui/branch'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'

const rules = ['rule.rule1', 'rule.rule2', 'rule.rule3', 'rule.rule4', 'rule.rule5'] as const
/** Three gifts and two payments, in fen: a payment of 150 yuan, then one of 80. */
const example = [
  { id: 'a', amountFen: 10_000n, uses: [{ use: 'use1', amountFen: 10_000n }] },
  {
    id: 'b',
    amountFen: 10_000n,
    uses: [
      { use: 'use1', amountFen: 5_000n },
      { use: 'use2', amountFen: 5_000n },
    ],
  },
  {
    id: 'c',
    amountFen: 5_000n,
    uses: [
      { use: 'use2', amountFen: 3_000n },
      { use: null, amountFen: 2_000n },
    ],
  },
] as const

/** The rule by which a gift's use is told; a page of its own, so that every gift can point to it. */
export function loader({ request }: LoaderFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname)
  const t = textsIn(locale, 'trail')
  return {
    locale,
    title: t('rule.title'),
    lead: t('rule.lead'),
    back: t('rule.back'),
    how: { title: t('rule.how'), items: rules.map((key) => t(key)) },
    example: {
      title: t('rule.example'),
      lead: t('rule.exampleLead'),
      end: t('rule.exampleEnd'),
      gifts: example.map(({ id, amountFen, uses }) => ({
        id,
        amountFen,
        label: t('rule.giftOf', { name: t(`rule.names.${id}`) }),
        uses: uses.map(({ use, amountFen: fen }) => ({
          id: use ?? 'waiting',
          label: use ? t(`rule.${use}`) : t('gift.waiting'),
          amountFen: fen,
          state: use ? ('done' as const) : ('waiting' as const),
        })),
      })),
    },
    more: [
      { id: 'why', title: t('rule.why'), text: t('rule.whyText') },
      { id: 'check', title: t('rule.check'), text: t('rule.checkText') },
    ],
  }
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, description: args.data?.lead })

export default function FirstInFirstOut() {
  const { locale, title, lead, back, how, example, more } = useLoaderData<typeof loader>()
  return (
    <div className="page-text space-y-10">
      <header>
        <h1 className="font-serif text-3xl font-bold">{title}</h1>
        <p className="mt-3 max-w-prose text-lg">{lead}</p>
      </header>
      <Panel id="how" title={how.title} tone="plain">
        <ol className="max-w-prose list-decimal space-y-2 ps-6">
          {how.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ol>
      </Panel>
      <Panel id="example" title={example.title} tone="sunk">
        <p className="mb-4 max-w-prose">{example.lead}</p>
        <div className="space-y-4">
          {example.gifts.map(({ id, label, amountFen, uses }) => (
            <Branch key={id} label={label} gift={{ id, label, amountFen }} funds={uses} />
          ))}
        </div>
        <p className="mt-5 max-w-prose">{example.end}</p>
      </Panel>
      {more.map(({ id, title: heading, text }) => (
        <Panel key={id} id={id} title={heading} tone="plain">
          <p className="max-w-prose">{text}</p>
        </Panel>
      ))}
      <p>
        <Link to={pathIn(locale, '/ledger')} className="link inline-flex min-h-11 items-center">
          {back}
        </Link>
      </p>
    </div>
  )
}
