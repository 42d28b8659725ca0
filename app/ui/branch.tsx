import type { ReactNode } from 'react'
import type { Fen } from '~/money/fen'
import { KapokFlower } from './kapok-flower'
import { Money } from './money'

export interface BranchNode {
  id: string
  label: ReactNode
  /** A quieter line, for example the day or the share. */
  detail?: ReactNode
  amountFen?: Fen | string
  /** `waiting` is drawn as a bud: approved but not paid, given but not arrived. */
  state?: 'done' | 'waiting'
}

export interface BranchFund extends BranchNode {
  /** What the fund's money became. */
  uses?: readonly BranchNode[]
}

export interface BranchProps {
  /** Names the picture, for example "这笔捐赠的去向". */
  label: string
  gift: BranchNode
  funds: readonly BranchFund[]
}

function Twig({ kind }: { kind: 'open' | 'bud' | 'leaf' }) {
  return (
    <svg viewBox="0 0 48 40" width="48" height="40" className="branch-twig" aria-hidden="true" fill="none">
      <path d="M3-6C3 12 12 20 30 20" className="stroke-wood" strokeWidth={kind === 'leaf' ? 2 : 3} />
      {kind === 'leaf' ? (
        <KapokFlower kind="leaf" x={28} y={20} scale={0.95} turn={-8} />
      ) : (
        <KapokFlower
          kind={kind}
          x={kind === 'bud' ? 33 : 33}
          y={kind === 'bud' ? 22 : 20}
          scale={kind === 'bud' ? 0.8 : 0.62}
          turn={kind === 'bud' ? 70 : 0}
        />
      )}
    </svg>
  )
}

function Fact({ node, strong }: { node: BranchNode; strong?: boolean }) {
  return (
    <div className="flex min-w-0 flex-1 flex-wrap items-baseline justify-between gap-x-4">
      <span className={strong ? 'font-semibold' : undefined}>
        {node.label}
        {node.detail && <span className="block text-sm font-normal text-soft">{node.detail}</span>}
      </span>
      {node.amountFen !== undefined && (
        <Money fen={node.amountFen} className={strong ? 'ms-auto font-semibold' : 'ms-auto'} />
      )}
    </div>
  )
}

/**
 * Gift → funds → use along a kapok branch. The branch is drawn beside nested lists, so the picture and its
 * text are one thing: it wraps on a phone, prints, and is read in order.
 */
export function Branch({ label, gift, funds }: BranchProps) {
  return (
    <figure aria-label={label} className="branch">
      <div className="branch-root">
        <svg viewBox="-26 -26 52 52" width="52" height="52" aria-hidden="true">
          <KapokFlower
            kind={gift.state === 'waiting' ? 'bud' : 'open'}
            scale={gift.state === 'waiting' ? 1.6 : 1.05}
            y={gift.state === 'waiting' ? 12 : 0}
          />
        </svg>
        <Fact node={gift} strong />
      </div>
      <ul>
        {funds.map((fund) => (
          <li key={fund.id}>
            <Twig kind={fund.state === 'waiting' ? 'bud' : 'open'} />
            <Fact node={fund} strong />
            {fund.uses && fund.uses.length > 0 && (
              <ul>
                {fund.uses.map((use) => (
                  <li key={use.id}>
                    <Twig kind={use.state === 'waiting' ? 'bud' : 'leaf'} />
                    <Fact node={use} />
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </figure>
  )
}
