import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import { FieldReader, type Read, type Text } from './field-reader'
import { longestProject } from './project'

export const procurementMethods = ['inquiry', 'three-quotes', 'tender'] as const
export type ProcurementMethod = (typeof procurementMethods)[number]
export const methodWords: Record<ProcurementMethod, { zh: string; en: string }> = {
  inquiry: { zh: '询价', en: 'Inquiry' },
  'three-quotes': { zh: '三方报价', en: 'Three quotes' },
  tender: { zh: '公开招标', en: 'Public tender' },
}

export interface Candidate {
  /** Null where the supplier is not published. */
  name: string | null
  priceFen: Fen | null
  winner: boolean
}

export interface Procurement {
  id: string
  roleZh: string
  roleEn: string
  method: ProcurementMethod
  announcedOn: Day | null
  decidedOn: Day | null
  reasonZh: string
  reasonEn: string
  candidates: Candidate[]
}
export type ProcurementDraft = Omit<Procurement, 'id'>

export const mostCandidates = 12

/**
 * Reads how a supplier was found, candidates in `candidate.<n>.name|price|winner|unnamed` from 1. An inquiry has at least one
 * candidate; three quotes have three, unless a reason says why fewer are published; a tender was announced on a day. Whoever decides names at
 * least one winner.
 */
export function readProcurementForm(text: Text, today: Day): Read<ProcurementDraft> {
  const read = new FieldReader(text)
  const most = longestProject
  const draft: ProcurementDraft = {
    roleZh: read.words('roleZh', { longest: most.title }),
    roleEn: read.words('roleEn', { longest: most.titleEn, optional: true }),
    method: read.choice('method', procurementMethods),
    announcedOn: read.day('announcedOn', { optional: true, until: today }),
    decidedOn: read.day('decidedOn', { optional: true, until: today }),
    reasonZh: read.words('reasonZh', { longest: most.reason, optional: true }),
    reasonEn: read.words('reasonEn', { longest: most.reason * 2, optional: true }),
    candidates: [],
  }
  for (let n = 1; n <= mostCandidates; n++) {
    const name = (field: string) => `candidate.${n}.${field}`
    const unnamed = text(name('unnamed')) === 'yes'
    const winner = text(name('winner')) === 'yes'
    if (!unnamed && text(name('name')).trim() === '' && text(name('price')).trim() === '' && !winner) continue
    draft.candidates.push({
      name: unnamed ? null : read.words(name('name'), { longest: most.partner }),
      priceFen: read.amount(name('price'), { optional: true }),
      winner,
    })
  }
  if (draft.candidates.length === 0) read.refuse('candidate.1.name', 'missing')
  if (draft.method === 'three-quotes' && draft.candidates.length < 3 && draft.reasonZh === '')
    read.refuse('candidate.1.name', 'too-few')
  if (draft.method === 'tender' && draft.announcedOn === null) read.refuse('announcedOn', 'missing')
  if (draft.announcedOn && draft.decidedOn && draft.decidedOn < draft.announcedOn)
    read.refuse('decidedOn', 'order')
  const won = draft.candidates.some(({ winner }) => winner)
  if (won && draft.decidedOn === null) read.refuse('decidedOn', 'missing')
  if (!won && draft.decidedOn !== null) read.refuse('candidate.1.winner', 'no-winner')
  return read.done(draft)
}
