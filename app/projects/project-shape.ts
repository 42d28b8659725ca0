import { z } from 'zod'
import { milestoneKinds } from './milestone'
import { outputKinds } from './output'
import { procurementMethods } from './procurement'
import { amended, type Project, projectKinds, projectStates } from './project'
import type { ProjectFacts } from './read-project-facts.server'

const both = z.object({ 'zh-CN': z.string(), en: z.string() })
const fen = z.string().regex(/^\d+$/).describe('whole fen, as text')
const day = z.string().describe('YYYY-MM-DD')
const inBoth = (zh: string, en: string) => ({ 'zh-CN': zh, en: en || zh })

/** A project in the list, as programs read it. */
export const projectRowShape = z.object({
  key: z.string().describe('stands in disclosures and never changes'),
  kind: z.enum(projectKinds),
  state: z.enum(projectStates),
  name: both,
  served: both,
  field: both,
  area: both,
  begins: z.string().describe('a year, a month or a day: as exactly as it is known'),
  ends: z.string().nullable().describe('the same; null means to date'),
  campaign: z.string().nullable(),
  series: z.string().nullable(),
})

export const projectShape = projectRowShape.extend({
  intro: both,
  partners: z.array(both),
  amendments: z.array(
    z.object({ what: z.enum(amended), before: z.string(), after: z.string(), reason: both, on: day }),
  ),
  milestones: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(milestoneKinds),
      title: both,
      dueOn: day.nullable(),
      metOn: day.nullable(),
      droppedOn: day.nullable(),
    }),
  ),
  indicators: z.array(
    z.object({
      key: z.string(),
      name: both,
      unit: both,
      target: z.number().int().nullable(),
      total: z.number().int(),
    }),
  ),
  contracts: z.array(
    z.object({
      number: z.string(),
      partner: z.string(),
      title: both,
      signedOn: day,
      fromOn: day,
      toOn: day,
      totalFen: fen,
      yearlyFen: fen.nullable(),
      cancelledOn: day.nullable().describe('what was open then is not due any more'),
      cancelledWhy: both,
      instalments: z.array(
        z.object({
          no: z.number().int(),
          title: both,
          amountFen: fen,
          milestone: z.string().nullable().describe('id of the milestone that comes first'),
          paidOn: day.nullable(),
        }),
      ),
    }),
  ),
  procurements: z.array(
    z.object({
      role: both,
      method: z.enum(procurementMethods),
      announcedOn: day.nullable(),
      decidedOn: day.nullable(),
      reason: both,
      candidates: z.array(
        z.object({
          name: z.string().nullable().describe('null where it is not published'),
          priceFen: fen.nullable(),
          winner: z.boolean(),
        }),
      ),
    }),
  ),
  calls: z.array(
    z.object({
      title: both,
      opensOn: day,
      closesOn: day,
      places: z.number().int(),
      received: z.number().int(),
      selected: z.number().int(),
    }),
  ),
  outputs: z.array(
    z.object({
      kind: z.enum(outputKinds),
      title: both,
      identifier: z.string(),
      publishedOn: day.nullable(),
    }),
  ),
})

export const publicProjectRow = (p: Project): z.infer<typeof projectRowShape> => ({
  key: p.key,
  kind: p.kind,
  state: p.state,
  name: inBoth(p.nameZh, p.nameEn),
  served: inBoth(p.servedZh, p.servedEn),
  field: inBoth(p.fieldZh, p.fieldEn),
  area: inBoth(p.areaZh, p.areaEn),
  begins: p.begins,
  ends: p.ends,
  campaign: p.campaign,
  series: p.series,
})

export const publicProject = (f: ProjectFacts): z.infer<typeof projectShape> => ({
  ...publicProjectRow(f.project),
  intro: inBoth(f.project.introZh, f.project.introEn),
  partners: f.partners.map((p) => inBoth(p.nameZh, p.nameEn)),
  amendments: f.amendments.map(({ what, before, after, reasonZh, reasonEn, on }) => ({
    ...{ what, before, after, reason: inBoth(reasonZh, reasonEn), on },
  })),
  milestones: f.milestones.map(({ id, kind, titleZh, titleEn, dueOn, metOn, droppedOn }) => ({
    ...{ id, kind, title: inBoth(titleZh, titleEn), dueOn, metOn, droppedOn },
  })),
  indicators: f.indicators.map(({ key, nameZh, nameEn, unitZh, unitEn, target, total }) => ({
    ...{ key, name: inBoth(nameZh, nameEn), unit: inBoth(unitZh, unitEn) },
    ...{ target: target === null ? null : Number(target), total: Number(total) },
  })),
  contracts: f.contracts.map(({ titleZh, titleEn, totalFen, yearlyFen, instalments, ...c }) => ({
    ...{ number: c.number, partner: c.partner, signedOn: c.signedOn, fromOn: c.fromOn, toOn: c.toOn },
    ...{ cancelledOn: c.cancelledOn, cancelledWhy: inBoth(c.cancelledWhyZh, c.cancelledWhyEn) },
    title: inBoth(titleZh, titleEn),
    totalFen: totalFen.toString(),
    yearlyFen: yearlyFen?.toString() ?? null,
    instalments: instalments.map((i) => ({
      ...{ no: i.no, title: inBoth(i.titleZh, i.titleEn), amountFen: i.amountFen.toString() },
      ...{ milestone: i.milestone, paidOn: i.paidOn },
    })),
  })),
  procurements: f.procurements.map(({ roleZh, roleEn, method, announcedOn, decidedOn, ...p }) => ({
    ...{ role: inBoth(roleZh, roleEn), method, announcedOn, decidedOn },
    reason: inBoth(p.reasonZh, p.reasonEn),
    candidates: p.candidates.map((c) => ({
      ...{ name: c.name, priceFen: c.priceFen?.toString() ?? null, winner: c.winner },
    })),
  })),
  calls: f.calls.map(({ titleZh, titleEn, opensOn, closesOn, places, received, selected }) => ({
    ...{ title: inBoth(titleZh, titleEn), opensOn, closesOn, places, received, selected },
  })),
  outputs: f.outputs.map(({ kind, titleZh, titleEn, identifier, publishedOn }) => ({
    ...{ kind, title: inBoth(titleZh, titleEn), identifier, publishedOn },
  })),
})
