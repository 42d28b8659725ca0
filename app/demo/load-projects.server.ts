import { type Actor, theSoftware } from '~/identity/actor'
import { type Day, shanghaiDay } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { addContract } from '~/projects/add-contract.server'
import { addMilestone } from '~/projects/add-milestone.server'
import { addOutput } from '~/projects/add-output.server'
import { amendPeriod } from '~/projects/amend-period.server'
import { announceCall } from '~/projects/announce-call.server'
import { changeProjectState } from '~/projects/change-project-state.server'
import { countIndicator } from '~/projects/count-indicator.server'
import { createProject } from '~/projects/create-project.server'
import { defineIndicator } from '~/projects/define-indicator.server'
import { listProjects } from '~/projects/list-projects.server'
import { meetMilestone } from '~/projects/meet-milestone.server'
import { receiveApplication } from '~/projects/receive-application.server'
import { recordEarlierPayment } from '~/projects/record-earlier-payment.server'
import { recordProcurement } from '~/projects/record-procurement.server'
import { setPartners } from '~/projects/set-partners.server'
import data from './data/projects.json'
import { findDemoPerson } from './demo-people.server'
import { namedUuid } from './named-uuid.server'

type Form = Record<string, string | undefined>
type Part = Form & { key: string }
interface Project {
  key: string
  states: [to: string, on: Day][]
  partners: [zh: string, en: string][]
  amendments?: Form[]
  milestones?: Part[]
  contracts?: (Omit<Part, 'instalments'> & { key: string; instalments: Form[] })[]
  procurements?: { key: string; candidates: { name?: string; winner?: boolean }[] }[]
  indicators?: { indicator: string; counts: Form[] }[]
  calls?: { key: string; applications: Form[] }[]
  outputs?: Part[]
}

/** What an earlier, interrupted load has done already. */
const doneBefore = ['met-already', 'decided-already', 'paid-already', 'same', 'before-last', 'no-step']
const takenBefore = ['key-taken', 'number-taken']
const earlier = '本系统记账之前已支付（演示）'

/**
 * The fourteen projects of the reference quarter, their records on their own days, through the verbs that real ones go through. A project that
 * has come to its last state is not touched again.
 */
export async function loadProjects({ db, now }: { db: Database; now: () => Date }): Promise<void> {
  const by = await organiserOf(db)
  const states = new Map((await listProjects(db)).map(({ key, state }) => [key, state as string]))
  for (const project of data as unknown as Project[])
    if (states.get(project.key) !== project.states.at(-1)![0])
      await loadProject(db, by, project, shanghaiDay(now()))
}

async function organiserOf(db: Database): Promise<Actor> {
  const id = await findDemoPerson(db, 'organiser')
  const person = id && (await db.prisma.user.findUnique({ where: { id }, select: { name: true } }))
  if (!id || !person) return theSoftware
  const grants = [{ role: 'organiser', scope: '*', standsInFor: null } as const]
  return { kind: 'person', id, name: person.name, from: 'demo', grants }
}

async function loadProject(db: Database, by: Actor, project: Project, today: Day): Promise<void> {
  const { key } = project
  const text = textOf(project as unknown as Form)
  const idOf = (...name: (string | number)[]) => namedUuid(`project ${key} ${name.join(' ')}`)
  must(await createProject(db, by, { text }))
  const partners = project.partners.map((names) => names.join(' | ')).join('\n')
  must(await setPartners(db, by, { key, text: textOf({ partners }), today }))
  for (const form of project.amendments ?? [])
    must(await amendPeriod(db, by, { key, text: textOf(form), today }))
  for (const form of project.milestones ?? []) {
    const milestone = idOf('milestone', form.key)
    must(await addMilestone(db, by, { key, id: milestone, text: textOf(form) }))
    const met = { key, milestone, text: textOf(form), today, evidence: null }
    if (form.metOn) must(await meetMilestone(db, by, met))
  }
  for (const { instalments, ...form } of project.contracts ?? []) {
    const contract = idOf('contract', form.key)
    const rows = instalments.flatMap(({ milestone, ...row }, n) =>
      Object.entries({ ...row, milestone: milestone && idOf('milestone', milestone) }).map(
        ([name, value]) => [`instalment.${n + 1}.${name}`, value],
      ),
    )
    const typed = textOf({ ...(form as Form), ...Object.fromEntries(rows) })
    must(await addContract(db, by, { key, id: contract, text: typed, today }))
    for (const [n, { paidOn }] of instalments.entries()) {
      const paid = { key, contract, no: n + 1, text: textOf({ paidOn, note: earlier }), today }
      if (paidOn) must(await recordEarlierPayment(db, by, paid))
    }
  }
  for (const { candidates, ...form } of project.procurements ?? []) {
    const rows = candidates.flatMap(({ name, winner }, n) => [
      [`candidate.${n + 1}.name`, name],
      [`candidate.${n + 1}.unnamed`, name ? '' : 'yes'],
      [`candidate.${n + 1}.winner`, winner ? 'yes' : ''],
    ])
    const typed = textOf({ ...(form as Form), ...Object.fromEntries(rows) })
    must(await recordProcurement(db, by, { key, id: idOf('procurement', form.key), text: typed, today }))
  }
  for (const { counts, ...form } of project.indicators ?? []) {
    must(await defineIndicator(db, by, { key, text: textOf(form as Form) }))
    for (const [n, count] of counts.entries()) {
      const typed = textOf({ ...count, indicator: form.indicator })
      must(await countIndicator(db, by, { key, id: idOf('count', form.indicator, n), text: typed, today }))
    }
  }
  for (const { applications, ...form } of project.calls ?? []) {
    const call = idOf('call', form.key)
    must(await announceCall(db, by, { key, id: call, text: textOf(form as Form) }))
    for (const [n, one] of applications.entries()) {
      const received = { key, call, id: idOf('application', form.key, n), text: textOf(one), today }
      must(await receiveApplication(db, by, received))
    }
  }
  for (const form of project.outputs ?? [])
    must(await addOutput(db, by, { key, id: idOf('output', form.key), text: textOf(form), today }))
  for (const [to, on] of project.states)
    must(await changeProjectState(db, by, { key, text: textOf({ to, on }), today }))
}

const textOf =
  (form: Form) =>
  (name: string): string => {
    const value: unknown = form[name]
    return typeof value === 'string' ? value : ''
  }

function must(outcome: { ok: true } | { ok: false; reason: string; errors?: object }): void {
  if (outcome.ok || doneBefore.includes(outcome.reason)) return
  const faults = Object.values(outcome.errors ?? {})
  if (faults.length > 0 && faults.every((fault) => takenBefore.includes(fault))) return
  throw new Error(
    `the demonstration's projects were refused: ${outcome.reason} ${JSON.stringify(outcome.errors ?? {})}`,
  )
}
