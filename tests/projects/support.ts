import { randomUUID } from 'node:crypto'
import type { Database } from '~/platform/db.server'
import { addContract } from '~/projects/add-contract.server'
import { addMilestone } from '~/projects/add-milestone.server'
import { createProject } from '~/projects/create-project.server'
import { meetMilestone } from '~/projects/meet-milestone.server'
import { actor } from '../payments/bank-desk'

export const today = '2026-11-27'
export const an = actor('administrator', 'an')
export const mei = actor('organiser', 'mei')
export const bo = actor('treasurer', 'bo')

export const typed =
  (form: Record<string, string>) =>
  (name: string): string =>
    form[name] ?? ''

export const volunteers = {
  ...{ key: 'volunteers', kind: 'service', nameZh: '志愿服务培力', nameEn: 'Volunteers in the villages' },
  ...{ servedZh: '志愿者', servedEn: 'Volunteers', fieldZh: '志愿者培育', fieldEn: 'Volunteering' },
  ...{ areaZh: '番禺区', areaEn: 'Panyu', introZh: '一年的培训。', introEn: 'A year of training.' },
  ...{ begins: '2022-11-01', ends: '2023-10-31' },
}

export async function newProject(db: Database, form: Record<string, string> = {}): Promise<string> {
  const made = await createProject(db, mei, { text: typed({ ...volunteers, ...form }) })
  if (!made.ok) throw new Error(JSON.stringify(made))
  return made.key
}

export function good<T extends { ok: boolean }>(outcome: T): Extract<T, { ok: true }> {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  return outcome as Extract<T, { ok: true }>
}

export async function newMilestone(db: Database, key: string, form: Record<string, string> = {}) {
  const id = randomUUID()
  good(await addMilestone(db, mei, { key, id, text: typed({ kind: 'step', titleZh: '末期评估', ...form }) }))
  return id
}

export const meet = (db: Database, key: string, milestone: string, metOn: string) =>
  meetMilestone(db, mei, { key, milestone, text: typed({ metOn }), today, evidence: null })

export const contractForm = (milestone: string): Record<string, string> => ({
  ...{ number: 'HT-2022-01', partner: '志愿者协会', titleZh: '培力服务', signedOn: '2022-10-28' },
  ...{ fromOn: '2022-11-01', toOn: '2023-10-31', total: '100000.00' },
  ...{ 'instalment.1.titleZh': '首期款', 'instalment.1.amount': '60000' },
  ...{ 'instalment.2.titleZh': '末期款', 'instalment.2.amount': '40000' },
  'instalment.2.milestone': milestone,
})

export async function newContract(db: Database, key: string, milestone: string) {
  const id = randomUUID()
  good(await addContract(db, mei, { key, id, text: typed(contractForm(milestone)), today }))
  return id
}
