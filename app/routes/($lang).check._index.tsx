import { data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { acknowledgementNumber, readAcknowledgementNumber, readCheckCode } from '~/giving/acknowledgement'
import { goodsNumber, readGoodsNumber } from '~/giving/goods-paper'
import { readStatementNumber, statementNumber } from '~/giving/statement'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { pageMeta } from '~/ui/page-meta'
import { Seal } from '~/ui/seal'
import { TextField } from '~/ui/text-field'

/** Number and code typed by hand lead to the same page as the QR code. */
export function loader({ request }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const number = (searchParams.get('number') ?? '').slice(0, 64)
  const code = (searchParams.get('code') ?? '').slice(0, 64)
  const [read, readCode] = [readAcknowledgementNumber(number), readCheckCode(code)]
  if (read && readCode) {
    return redirect(pathIn(locale, `/check/${acknowledgementNumber(read.year, read.serial)}/${readCode}`))
  }
  const year = readStatementNumber(number)
  if (year && readCode)
    return redirect(pathIn(locale, `/check/year/${statementNumber(year.year, year.serial)}/${readCode}`))
  const goods = readGoodsNumber(number)
  if (goods && readCode)
    return redirect(pathIn(locale, `/check/goods/${goodsNumber(goods.year, goods.serial)}/${readCode}`))
  const incomplete = number !== '' || code !== ''
  const title = textsIn(locale, 'giving')('check.title')
  return data({ title, number, code, incomplete }, { status: incomplete ? 422 : 200 })
}

export const meta: MetaFunction<typeof loader> = (args) => pageMeta(args, { title: args.data?.title })

export default function CheckPage() {
  const { number, code, incomplete } = useLoaderData<typeof loader>()
  const { t } = useTranslation('giving')
  return (
    <div className="page-text space-y-6">
      <header className="flex flex-col gap-4 sm:flex-row sm:items-center">
        <Seal name={t('check.sealName')} state="empty" size={64} />
        <div className="min-w-0">
          <h1 className="font-serif text-2xl sm:text-3xl font-bold">{t('check.title')}</h1>
          <p className="text-soft">{t('check.lead')}</p>
        </div>
      </header>
      <form method="get" className="space-y-5 rounded-paper border border-line bg-raised p-4 sm:p-6">
        <TextField
          name="number"
          label={t('check.number')}
          hint={t('check.numberHint')}
          defaultValue={number}
          error={incomplete ? t('check.incomplete') : undefined}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          className="tabular"
          required
        />
        <TextField
          name="code"
          label={t('check.code')}
          hint={t('check.codeHint')}
          defaultValue={code}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          className="tabular max-w-64 tracking-wider"
          required
        />
        <Button size="large" className="max-sm:w-full">
          {t('check.submit')}
        </Button>
      </form>
    </div>
  )
}
