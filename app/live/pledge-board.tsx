import { formatFen } from '~/money/fen'
import { Disclosure } from '~/ui/disclosure'
import { LatticeMeter } from '~/ui/lattice-meter'
import { LinkButton } from '~/ui/link-button'
import { Money } from '~/ui/money'
import { Panel } from '~/ui/panel'
import { Table } from '~/ui/table'
import { Tag } from '~/ui/tag'
import type { PledgeBoard } from './read-pledge-board.server'

/** A name is read in its own language, whatever the page's. */
const languageOf = (name: string) => (/\p{Script=Han}/u.test(name) ? 'zh-CN' : undefined)

/** What has arrived needs no word for the eye: what has not says so. */
function Wall({ label, units }: { label: string; units: PledgeBoard['units'] }) {
  return (
    <ul aria-label={label} className="mt-5 grid gap-x-6 sm:grid-cols-2">
      {units.map((unit) => (
        <li
          key={unit.name + unit.amountFen}
          className="flex flex-wrap items-baseline justify-between gap-x-3 border-b border-line py-2"
        >
          <span className="min-w-0 [overflow-wrap:anywhere]" lang={languageOf(unit.name)}>
            {unit.name}
          </span>
          <span className="tabular ms-auto flex items-baseline gap-2 whitespace-nowrap">
            {formatFen(BigInt(unit.amountFen))}
            {unit.arrived ? (
              <span className="sr-only">{unit.state}</span>
            ) : (
              <Tag tone="neutral">{unit.state}</Tag>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Pledged and arrived apart, the wall of units, and the editions of the series beside each other. */
export function PledgeBoardView({ board }: { board: PledgeBoard }) {
  const { words } = board
  return (
    <>
      <Panel id="pledges" title={words.title} tone="plain">
        {board.count === null ? (
          <p className="text-soft">{board.none}</p>
        ) : (
          <>
            <LatticeMeter
              label={words.title}
              confirmedFen={board.arrivedFen}
              pendingFen={board.awaitedFen}
              texts={{ confirmed: words.arrived, pending: words.awaited, goal: '' }}
            >
              <li className="flex items-center gap-2">
                <span className="text-soft">{words.pledged}</span> <Money fen={board.pledgedFen} />
              </li>
              <li className="tabular">{board.count}</li>
              <li className="basis-full text-sm text-soft">{words.notMoney}</li>
            </LatticeMeter>
            {board.units.length > 0 && <Wall label={words.list} units={board.units} />}
            {board.rest && (
              <Disclosure summary={board.rest} className="mt-3">
                <Wall label={board.rest} units={board.others} />
              </Disclosure>
            )}
            {board.more && <p className="mt-3 text-soft">{board.more}</p>}
            {board.regions.length > 0 && (
              <div className="mt-6">
                <Table
                  caption={words.regions}
                  rows={board.regions}
                  rowKey={(row) => row.region}
                  columns={[
                    { id: 'region', header: words.region, rowHeader: true, cell: (row) => row.region },
                    {
                      id: 'pledged',
                      header: words.pledged,
                      align: 'end',
                      cell: (row) => <Money fen={row.pledgedFen} />,
                    },
                    {
                      id: 'arrived',
                      header: words.arrived,
                      align: 'end',
                      cell: (row) => <Money fen={row.arrivedFen} />,
                    },
                  ]}
                />
              </div>
            )}
          </>
        )}
        {board.go && (
          <p className="no-print mt-5">
            <LinkButton variant="secondary" to={board.go} reloadDocument>
              {words.go}
            </LinkButton>
          </p>
        )}
      </Panel>
      <Panel id="editions" title={board.editionWords.title} tone="plain">
        <Table
          caption={board.editionWords.title}
          captionHidden
          rows={board.editions}
          rowKey={(row) => row.slug}
          columns={[
            {
              id: 'edition',
              header: words.edition,
              rowHeader: true,
              cell: (row) => (
                <>
                  {row.here ? (
                    `${row.name} · ${row.here}`
                  ) : (
                    <a className="link" href={row.to}>
                      {row.name}
                    </a>
                  )}
                  <span className="block text-sm font-normal text-soft">{row.days}</span>
                </>
              ),
            },
            {
              id: 'pledged',
              header: words.pledged,
              align: 'end',
              cell: (row) =>
                row.pledgedFen === null ? (
                  <span className="text-soft">{words.unknown}</span>
                ) : (
                  <Money fen={row.pledgedFen} />
                ),
            },
            {
              id: 'arrived',
              header: board.editionWords.arrived,
              align: 'end',
              cell: (row) => <Money fen={row.confirmedFen} />,
            },
          ]}
        />
        <p className="mt-2 text-sm text-soft">{board.editionNote}</p>
      </Panel>
    </>
  )
}
