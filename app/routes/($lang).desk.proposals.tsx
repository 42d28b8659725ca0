import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { actKey } from '~/identity/act-words'
import { decideProposal } from '~/identity/decide-proposal.server'
import { enter } from '~/identity/enter.server'
import { type ListedProposal, listProposals, type ProposalKey } from '~/identity/list-proposals.server'
import { nameProposals } from '~/identity/named-proposal'
import { formatInstant } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { ExportLinks } from '~/ui/desk/export-links'
import { EmptyState } from '~/ui/empty-state'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'
import { TextField } from '~/ui/text-field'
import { proposalNamers } from '~/wiring.server'

const decisions = ['approved', 'rejected', 'withdrawn'] as const
/** Refusals that have their own words; any other says that the conditions have changed. */
const worded = [
  'not-waiting',
  'not-allowed',
  'changed-since',
  'gifts-unsettled',
  'already-closed',
  'unsealed-left',
  'holds-open',
  'events-unmatched',
  'not-reconciled',
  'books-faulty',
  'takings-uncounted',
  'more-than-left',
  'campaign-not-open',
  'pot-over',
  'more-than-agreed',
  'pot-fund-wrong',
  'pot-overlaps',
  'pot-fund-short',
  'batches-unsettled',
  'count-first',
  'own-text',
  'personal-data',
  'already-published',
  'figures-changed',
  'checks',
  'above-fund',
  'no-cases',
  'payout-arrived',
  'not-so-much-open',
] as const

/** `waits_instant_id`, as written by `textOfKey`; anything else is the first page. */
function readKey(text: string | null): ProposalKey | undefined {
  const match = /^([01])_(\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text ?? '')
  return match ? { waits: match[1] === '1', at: new Date(Number(match[2])), id: match[3]! } : undefined
}
const textOfKey = ({ waits, at, id }: ProposalKey) => `${waits ? 1 : 0}_${at.getTime()}_${id}`

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const actor = await enter(house.identity, { request, address }, 'proposal.see', 'somewhere')
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const after = readKey(searchParams.get('after'))
  const { proposals: listed, next } = await listProposals(house.db, actor, { after })
  const proposals = await nameProposals(house.db, locale, listed, proposalNamers)
  return data(
    {
      locale,
      title: textsIn(locale, 'proposals')('title'),
      proposals,
      next: next && textOfKey(next),
      first: !after,
    },
    { headers: { 'Cache-Control': 'private, no-store' } },
  )
}

export async function action({ request, context: { house, address } }: ActionFunctionArgs) {
  const actor = await enter(house.identity, { request, address }, 'proposal.see', 'somewhere')
  const form = await request.formData()
  const id = String(form.get('id') ?? '')
  const decision = decisions.find((d) => d === form.get('decision'))
  if (!decision || !/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(id)) {
    throw new Response(null, { status: 404 })
  }
  const note = String(form.get('note') ?? '')
    .trim()
    .slice(0, 500)
  const decided = await decideProposal(house.db, actor, { id, decision, note }, house.executors)
  if (decided.ok) return { id, note: '', done: decision, refused: null }
  if (decided.reason === 'unknown-proposal') throw new Response(null, { status: 404 })
  const why = decided.reason === 'refused' ? decided.why : decided.reason
  const refused = worded.find((word) => word === why) ?? ('other' as const)
  return data({ id, note, done: null, refused }, { status: 409 })
}

export { pageHeaders as headers } from '~/ui/page-headers'

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

const dashed = (p: Pick<ListedProposal, 'action'>) => actKey(p.action) as 'campaign-open'

export default function Proposals() {
  const { locale, title, proposals, next, first } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('proposals')
  const here = pathIn(locale, '/desk/proposals')
  const waiting = proposals.filter((p) => p.state === 'waiting')
  const decided = proposals.filter((p) => p.state !== 'waiting')
  return (
    <div className="max-w-4xl space-y-8">
      <header>
        <h1 className="font-serif text-2xl font-bold">{t('title')}</h1>
        <p className="mt-1 text-soft">{t('lead')}</p>
      </header>
      {answer?.done && (
        <Notice kind="done" live>
          <p>{t(`done.${answer.done}`)}</p>
        </Notice>
      )}
      {answer?.refused && (
        <Notice kind="refused" live>
          <p>{t(`refused.${answer.refused}`)}</p>
        </Notice>
      )}
      {first && waiting.length === 0 && <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>}
      <ul className="space-y-4">
        {waiting.map((p) => (
          <li key={p.id} className="rounded-paper border border-line bg-raised p-4">
            <h2 className="font-bold">{t(`action.${dashed(p)}`, { subject: p.named.about })}</h2>
            <p className="text-sm text-soft">
              {t('by', { name: p.proposedBy, time: formatInstant(locale, new Date(p.proposedAt)) })}
            </p>
            {p.note && <p className="mt-2">{t('note', { note: p.note })}</p>}
            {p.named.facts && <p className="mt-2 tabular">{p.named.facts}</p>}
            <Link className="link inline-block py-2" to={pathIn(locale, p.named.path)}>
              {p.action === 'offline.count' && p.mayDecide ? t('countBatch') : t(`look.${dashed(p)}`)}
            </Link>
            {p.action === 'offline.count' && p.mayDecide && (
              <p className="text-soft">{t('countBatchHint')}</p>
            )}
            {p.mayDecide || p.mayWithdraw ? (
              <Form method="post" className="mt-2 space-y-3">
                <input type="hidden" name="id" value={p.id} />
                <TextField
                  id={`note-${p.id}`}
                  name="note"
                  label={t('reason')}
                  defaultValue={answer?.id === p.id ? answer.note : ''}
                  maxLength={500}
                />
                <div className="flex flex-wrap gap-3">
                  {p.mayDecide && (
                    <>
                      {p.action !== 'offline.count' && (
                        <Button name="decision" value="approved">
                          {t('approve')}
                        </Button>
                      )}
                      <Button name="decision" value="rejected" variant="secondary">
                        {t('reject')}
                      </Button>
                    </>
                  )}
                  {p.mayWithdraw && (
                    <Button name="decision" value="withdrawn" variant="secondary">
                      {t('withdraw')}
                    </Button>
                  )}
                </div>
              </Form>
            ) : (
              <p className="mt-2 text-soft">{t('waitsForOther')}</p>
            )}
          </li>
        ))}
      </ul>
      {decided.length > 0 && (
        <section aria-labelledby="decided" className="space-y-2">
          <h2 id="decided" className="font-serif text-lg font-bold">
            {t('decided')}
          </h2>
          <ul className="divide-y divide-line border-y border-line">
            {decided.map((p) => (
              <li key={p.id} className="py-2.5">
                <p className="font-semibold">{t(`action.${dashed(p)}`, { subject: p.named.about })}</p>
                <p className="text-sm text-soft">
                  {t(`state.${p.state as 'approved'}`, {
                    name: p.decidedBy ?? '',
                    time: formatInstant(locale, new Date(p.decidedAt ?? p.proposedAt)),
                  })}
                </p>
                {p.decision && <p className="text-sm">{t('note', { note: p.decision })}</p>}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Pager
        label={title}
        previous={first ? undefined : { to: here, label: t('pager.first') }}
        next={next ? { to: `${here}?after=${next}`, label: t('pager.older') } : undefined}
      />
      {proposals.length > 0 && <ExportLinks to={`${here}/export`} />}
    </div>
  )
}
