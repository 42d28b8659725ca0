import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { readFields } from '~/campaigns/campaign-form'
import { FundEditForm } from '~/campaigns/fund-edit-form'
import { HistoryPanel } from '~/campaigns/history-panel'
import { type Meanwhile, mergeEdits } from '~/campaigns/merge-edits'
import { readVersions } from '~/campaigns/read-versions.server'
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { listActsSince } from '~/identity/list-history.server'
import { editFund } from '~/ledger/edit-fund.server'
import { findFund } from '~/ledger/find-fund.server'
import { type FundFields, fieldsOfFund, fundFieldNames, readFundForm } from '~/ledger/fund-form'
import { isFundUsed } from '~/ledger/is-fund-used.server'
import { listGroupChoices } from '~/ledger/list-fund-groups.server'
import { yuanText } from '~/money/fen'
import type { Sql } from '~/platform/db.server'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { wholeNumber } from '~/platform/whole-number'
import { DefinitionList } from '~/ui/definition-list'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { Money } from '~/ui/money'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const slug = params.slug!
  const actor = await enter(house.identity, { request, address }, 'fund.see', { fund: slug })
  const found = await findFund(house.db, slug)
  if (!found.ok) throw new Response(null, { status: 404 })
  const url = new URL(request.url)
  const done = url.searchParams.get('done')
  const before = wholeNumber(url.searchParams.get('before')) ?? undefined
  return {
    locale: localeOfPath(url.pathname),
    fund: found.fund,
    used: await isFundUsed(house.db, slug),
    groups: await listGroupChoices(house.db, localeOfPath(url.pathname)),
    mayAskPurpose: can(actor, 'fund.purpose', { fund: slug }),
    mayChange: can(actor, 'fund.change', { fund: slug }),
    done: done === 'saved' || done === 'unchanged' ? (done as 'saved' | 'unchanged') : null,
    first: before === undefined,
    ...(await readVersions(house.db, { kind: 'fund', id: slug }, before)),
  }
}

interface Refused {
  fields: FundFields
  errors: Record<string, string>
  version: number
  meanwhile: Meanwhile[]
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const slug = params.slug!
  const actor = await enter(house.identity, { request, address }, 'fund.change', { fund: slug })
  const found = await findFund(house.db, slug)
  if (!found.ok) throw new Response(null, { status: 404 })
  const form = await request.formData()
  const fields = { ...readFields(form, fundFieldNames), slug, kind: found.fund.kind }
  const version = Number(wholeNumber(String(form.get('version') ?? '')) ?? 0n)
  const refuse = (status: number, refused: Partial<Refused>) =>
    data<Refused>({ fields, errors: {}, version, meanwhile: [], ...refused }, { status })
  const read = readFundForm(fields)
  if (!read.ok) return refuse(422, { errors: read.errors as Record<string, string> })
  const saved = await editFund(house.db, actor, slug, { texts: read.texts, version, reason: fields.reason })
  if (saved.ok) {
    const locale = localeOfPath(new URL(request.url).pathname)
    const done = saved.changed ? 'saved' : 'unchanged'
    return redirect(pathIn(locale, `/desk/funds/${slug}?done=${done}`), 303)
  }
  switch (saved.reason) {
    case 'changed-meanwhile':
      return refuse(409, await meanwhileOf(house.db, slug, fields, version))
    case 'reason-missing':
      return refuse(422, { errors: { reason: 'reason-missing' } })
    case 'purpose-by-two':
      return refuse(422, { errors: { purposeZh: 'purpose-by-two' } })
    case 'unknown-group':
      return refuse(422, { errors: { group: 'unknown-group' } })
    case 'purpose-fixed':
      return refuse(422, { errors: { restricted: 'fixed' } })
    default:
      throw new Response(null, { status: 404 })
  }
}

/** What others saved since `version`, brought together with what was typed. */
async function meanwhileOf(sql: Sql, slug: string, fields: FundFields, version: number) {
  const acts = await listActsSince(sql, { kind: 'fund', id: slug }, 'fund.edit', version)
  const found = await findFund(sql, slug)
  const merged = mergeEdits<Record<string, string>>(
    fields,
    acts.map((act) => ({
      by: act.actorName,
      at: act.at,
      before: typed(act.before),
      after: typed(act.after),
    })),
  )
  return {
    fields: merged.fields as FundFields,
    meanwhile: merged.meanwhile,
    version: found.ok ? found.fund.version : version,
  }
}

const typedValue = (name: string, value: unknown): string => {
  if (value === null || value === false) return ''
  if (value === true) return 'yes'
  return name.endsWith('Fen') ? yuanText(BigInt(String(value))) : String(value)
}

/** The trail's values as they stand in their fields. */
const typed = (facts: Record<string, unknown> | null): Record<string, string> =>
  Object.fromEntries(
    Object.entries(facts ?? {})
      .filter(([name]) => name !== 'version')
      .map(([name, value]) => [name, typedValue(name, value)]),
  )

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: args.data && inLocale(args.data.locale, { zh: args.data.fund.nameZh, en: args.data.fund.nameEn }),
    unlisted: true,
  })

export default function EditFund() {
  const { locale, fund, used, groups, mayAskPurpose, mayChange, done, versions, names, next, first } =
    useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('editing')
  const here = pathIn(locale, `/desk/funds/${fund.slug}`)
  return (
    <div className="space-y-6">
      <DeskHeading
        title={inLocale(locale, { zh: fund.nameZh, en: fund.nameEn })}
        lead={
          <>
            {t('funds.balance', { ns: 'ledger' })} <Money fen={fund.balanceFen} />
          </>
        }
        back={{ to: pathIn(locale, '/desk/funds'), label: t('funds.title') }}
        aside={
          // A full load: the public pages bring their own texts.
          <a className="link inline-flex min-h-11 items-center" href={pathIn(locale, `/funds/${fund.slug}`)}>
            {t('overview.public')}
          </a>
        }
      />
      {done && !refused && (
        <Notice kind="done" live>
          {t(`done.${done}`)}
        </Notice>
      )}
      {used && (
        <p>
          <Link className="link inline-flex min-h-11 items-center" to={`${here}/purpose`}>
            {t(mayAskPurpose ? 'purposeChange.to' : 'purposeChange.title')}
          </Link>
        </p>
      )}
      {mayChange ? (
        <FundEditForm
          key={refused?.version ?? fund.version}
          locale={locale}
          fields={refused?.fields ?? fieldsOfFund(fund)}
          errors={refused?.errors ?? {}}
          meanwhile={refused?.meanwhile as Meanwhile[] | undefined}
          version={refused?.version ?? fund.version}
          used={used}
          groups={groups}
        />
      ) : (
        <DefinitionList
          items={[
            { term: t('field.nameZh'), detail: <span lang="zh-CN">{fund.nameZh}</span> },
            { term: t('field.nameEn'), detail: <span lang="en">{fund.nameEn}</span> },
            { term: t('field.kind'), detail: t(`funds.kind.${fund.kind}`, { ns: 'ledger' }) },
            { term: t('field.purposeZh'), detail: <span lang="zh-CN">{fund.purposeZh}</span> },
            { term: t('field.purposeEn'), detail: <span lang="en">{fund.purposeEn}</span> },
          ]}
        />
      )}
      <HistoryPanel {...{ locale, here, versions, names, next, first }} />
    </div>
  )
}
