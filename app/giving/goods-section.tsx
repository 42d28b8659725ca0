import { Panel } from '~/ui/panel'
import type { GoodsWords } from './show-goods.server'

const langOf = (text: string) => (/\p{Script=Han}/u.test(text) ? 'zh-CN' : undefined)

/** Goods that were given, apart from money and said to be so. */
export function GoodsSection({ shown }: { shown: GoodsWords }) {
  return (
    <Panel id="goods" title={shown.title} tone="plain">
      <p className="text-soft">{shown.lead}</p>
      <ul className="mt-2 divide-y divide-line border-y border-line">
        {shown.rows.map((row) => (
          <li key={row.id} className="py-2.5">
            <p className="flex flex-wrap items-baseline justify-between gap-x-4">
              <strong lang={langOf(row.what)} className="min-w-0 [overflow-wrap:anywhere]">
                {row.what}
              </strong>
              <span className="tabular text-soft">{row.worth}</span>
            </p>
            <p className="text-sm text-soft">
              <span lang={langOf(row.who)}>{row.who}</span> · {row.about}
            </p>
          </li>
        ))}
      </ul>
      {shown.more && <p className="mt-2 text-sm text-soft">{shown.more}</p>}
    </Panel>
  )
}
