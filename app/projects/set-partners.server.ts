import { lengthOf } from '~/giving/gift-form'
import type { Actor } from '~/identity/actor'
import { recordAct } from '~/identity/record-act.server'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { FieldReader, type Text } from './field-reader'
import { keepPartners } from './internal/keep-partners.server'
import { changeProject } from './internal/project-row.server'
import { longestProject } from './project'

const mostPartners = 20

/**
 * Says with whom a project is done: one to a line, `中文名` or `中文名 | English name`; none is an answer too. With a day `on`, it is so from
 * that day: who is no longer in the list left then, and a quarter before it still tells of them. Without a day it is a correction of what
 * was written, for the past too. Refuses `not-allowed`, `unknown-project`, `archived`, `before-last` (a partner came or left after that
 * day), `invalid`.
 */
export const setPartners = (
  db: Database,
  by: Actor,
  { key, text, today }: { key: string; text: Text; today: Day },
) =>
  changeProject(db, by, key, async (tx, project) => {
    if (project.state === 'archived') return { ok: false, reason: 'archived' }
    const reader = new FieldReader(text)
    const on = reader.day('on', { optional: true, until: today })
    const names = reader
      .words('partners', { longest: 4_000, lines: 'many', optional: true })
      .split('\n')
      .map((line) => line.split(/[|｜]/).map((part) => part.trim()))
      .filter(([zh = '']) => zh !== '')
      .map(([nameZh = '', nameEn = '']) => ({ nameZh, nameEn }))
    const tooLong = names.some((one) =>
      [one.nameZh, one.nameEn].some((name) => lengthOf(name) > longestProject.partner * 2),
    )
    if (tooLong || names.length > mostPartners) reader.refuse('partners', 'too-many')
    const read = reader.done(names)
    if (!read.ok) return { ok: false, reason: 'invalid', errors: read.errors }
    const kept = await keepPartners(tx, key, { names, on })
    if (!kept.ok) return { ok: false, reason: 'before-last' }
    const { before, after } = kept
    await recordAct(tx, {
      ...{ by, action: 'project.partners', subject: { kind: 'project', id: key } },
      ...{ before, after: on === null ? after : { partners: after, on } },
    })
    return { ok: true }
  })
