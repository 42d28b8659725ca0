import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import { isUuid } from '~/platform/is-uuid'
import { FieldReader, type Read, type Text } from './field-reader'
import { longestProject } from './project'

export interface Instalment {
  no: number
  titleZh: string
  titleEn: string
  amountFen: Fen
  /** The milestone that has to be met before it is paid. */
  milestone: string | null
  paidOn: Day | null
  /** Why it counts as paid without a disbursement of this house: paid before the books were kept here. */
  paidNote: string
}

export interface Contract {
  id: string
  number: string
  partner: string
  titleZh: string
  titleEn: string
  signedOn: Day
  fromOn: Day
  toOn: Day
  totalFen: Fen
  /** For service contracts with a budget per year. */
  yearlyFen: Fen | null
  /** Ended before its time: what was open then is not due any more. */
  cancelledOn: Day | null
  cancelledWhyZh: string
  cancelledWhyEn: string
  instalments: Instalment[]
}

export type InstalmentDraft = Pick<Instalment, 'titleZh' | 'titleEn' | 'amountFen' | 'milestone'>
type Ending = 'cancelledOn' | 'cancelledWhyZh' | 'cancelledWhyEn'
export type ContractDraft = Omit<Contract, 'id' | 'instalments' | Ending> & { instalments: InstalmentDraft[] }

export const mostInstalments = 12

/**
 * Reads a contract with its instalments, fields `instalment.<n>.titleZh|titleEn|amount|milestone` from 1; rows left empty are none.
 * Instalments add up to the contract, to the fen; a contract without any is paid as its yearly budget is used.
 */
export function readContractForm(text: Text, today: Day): Read<ContractDraft> {
  const read = new FieldReader(text)
  const most = longestProject
  const draft = {
    number: read.words('number', { longest: 40 }),
    partner: read.words('partner', { longest: most.partner }),
    titleZh: read.words('titleZh', { longest: most.title }),
    titleEn: read.words('titleEn', { longest: most.titleEn, optional: true }),
    signedOn: read.day('signedOn', { until: today }) ?? '',
    fromOn: read.day('fromOn') ?? '',
    toOn: read.day('toOn') ?? '',
    totalFen: read.amount('total') ?? 0n,
    yearlyFen: read.amount('yearly', { optional: true }),
    instalments: [] as InstalmentDraft[],
  }
  if (draft.toOn !== '' && draft.toOn < draft.fromOn) read.refuse('toOn', 'order')
  for (let n = 1; n <= mostInstalments; n++) {
    const name = (field: string) => `instalment.${n}.${field}`
    if (['titleZh', 'titleEn', 'amount'].every((field) => text(name(field)).trim() === '')) continue
    const milestone = text(name('milestone')).trim() || null
    if (milestone && !isUuid(milestone)) read.refuse(name('milestone'), 'unknown')
    draft.instalments.push({
      titleZh: read.words(name('titleZh'), { longest: most.title }),
      titleEn: read.words(name('titleEn'), { longest: most.titleEn, optional: true }),
      amountFen: read.amount(name('amount')) ?? 0n,
      milestone,
    })
  }
  const sum = draft.instalments.reduce((all, one) => all + one.amountFen, 0n)
  if (draft.instalments.length === 0 && draft.yearlyFen === null)
    read.refuse('instalment.1.titleZh', 'missing')
  if (draft.instalments.length > 0 && sum !== draft.totalFen && Object.keys(read.errors).length === 0)
    read.refuse('total', 'sum-differs')
  return read.done(draft)
}
