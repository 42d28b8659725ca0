import type { ReactNode } from 'react'
import { Branch, type BranchFund, type BranchNode } from '~/ui/branch'
import { Panel } from '~/ui/panel'
import type { Trail, TrailTwig } from './trail-words.server'

const use = ({ id, label, to, day, project, disclosure, amountFen, state }: TrailTwig): BranchNode => {
  const facts: [string, ReactNode][] = []
  if (day) facts.push(['day', day])
  for (const link of [project, disclosure])
    if (link)
      facts.push([
        link.to,
        <a key={link.to} href={link.to} className="link inline-block py-1">
          {link.label}
        </a>,
      ])
  return {
    id,
    label: to ? (
      <a href={to} className="link inline-block py-1">
        {label}
      </a>
    ) : (
      label
    ),
    detail:
      facts.length > 0 ? (
        <span className="flex flex-wrap gap-x-4">
          {facts.map(([key, fact]) => (
            <span key={key}>{fact}</span>
          ))}
        </span>
      ) : undefined,
    amountFen,
    state,
  }
}

/** The gift, its funds and what each part of it became: a picture, and the same in words. */
export function GiftTrail({
  trail,
  gift,
  funds,
}: {
  trail: Trail
  gift: BranchNode
  funds: readonly BranchFund[]
}) {
  return (
    <Panel id="shares" title={trail.title} tone="plain">
      {trail.said && <p className="mb-4 max-w-prose text-lg">{trail.said}</p>}
      <Branch
        label={trail.title}
        gift={gift}
        funds={funds.map((fund) => ({
          ...fund,
          uses: trail.funds.find((known) => known.fund === fund.id)?.twigs.map(use),
        }))}
      />
      <p className="mt-5 max-w-prose text-soft">
        {trail.lead}{' '}
        <a href={trail.rulePath} className="link inline-block py-1">
          {trail.rule}
        </a>
      </p>
    </Panel>
  )
}
