import { Money } from '~/ui/money'
import { Tag } from '~/ui/tag'
import type { ProjectView } from './show-project.server'

const looks = { paid: 'done', waits: 'pending', ready: 'info', off: 'neutral' } as const

/** Contracts with what was paid and what waits for which milestone. */
export function ProjectContracts({ contracts, words }: Pick<ProjectView, 'contracts' | 'words'>) {
  return (
    <ul className="space-y-6">
      {contracts.map((one) => (
        <li key={one.id}>
          <h3 className="font-semibold [overflow-wrap:anywhere]">{one.title}</h3>
          <p lang={one.partnerIn} className="[overflow-wrap:anywhere]">
            {one.partner}
          </p>
          <p className="text-sm text-soft">{one.about}</p>
          <dl className="mt-2 flex flex-wrap gap-x-10 gap-y-2">
            <div>
              <dt className="text-sm text-soft">{words.total}</dt>
              <dd>
                <Money fen={one.totalFen} className="text-xl font-semibold" />
              </dd>
            </div>
            {one.yearlyFen && (
              <div>
                <dt className="text-sm text-soft">{words.yearly}</dt>
                <dd>
                  <Money fen={one.yearlyFen} className="text-xl font-semibold" />
                </dd>
              </div>
            )}
          </dl>
          {one.cancelled && <p className="mt-1">{one.cancelled}</p>}
          {one.byUse && <p className="mt-1 text-soft">{one.byUse}</p>}
          {one.instalments.length > 0 && (
            <ol className="mt-3 divide-y divide-line border-y border-line">
              {one.instalments.map((i) => (
                <li
                  key={i.no}
                  className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-2.5"
                >
                  <span className="min-w-0 [overflow-wrap:anywhere]">
                    {i.title}
                    <span className="block text-sm text-soft">{i.look !== 'ready' && i.say}</span>
                  </span>
                  <span className="flex items-baseline gap-3">
                    <span className="tabular font-semibold">{i.amount}</span>
                    <Tag tone={looks[i.look]}>{words[i.look]}</Tag>
                  </span>
                </li>
              ))}
            </ol>
          )}
        </li>
      ))}
    </ul>
  )
}

/** How suppliers were found: everyone who took part, and who was chosen. */
export function ProjectProcurements({ procurements, words }: Pick<ProjectView, 'procurements' | 'words'>) {
  return (
    <ul className="divide-y divide-line">
      {procurements.map((one) => (
        <li key={one.id} className="py-3">
          <h3 className="font-semibold">{one.role}</h3>
          <p className="text-sm text-soft">{one.about}</p>
          <ul className="mt-1">
            {one.candidates.map((c) => (
              <li key={c.id} className="flex flex-wrap items-baseline gap-x-3 py-1">
                <span lang={c.nameIn} className={c.winner ? 'font-semibold' : 'text-soft'}>
                  {c.name}
                </span>
                {c.price && <span className="tabular">{c.price}</span>}
                {c.winner && <Tag tone="done">{words.winner}</Tag>}
              </li>
            ))}
          </ul>
          {one.reason && (
            <p className="max-w-prose text-sm text-soft">
              {words.reason}
              {': '}
              {one.reason}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
