import type { Actor } from '~/identity/actor'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import type { FileStore } from '~/platform/files/file-store.server'
import {
  type EvidenceRefusal,
  mostEvidenceBytes,
  storeEvidence,
} from '~/platform/files/store-evidence.server'
import { isUuid } from '~/platform/is-uuid'
import { readUploadOfOne } from '~/platform/read-upload-of-one.server'
import { addContract } from './add-contract.server'
import { addMilestone } from './add-milestone.server'
import { addOutput } from './add-output.server'
import { amendPeriod } from './amend-period.server'
import { announceCall } from './announce-call.server'
import { cancelContract } from './cancel-contract.server'
import { changeProjectState } from './change-project-state.server'
import { changeTarget } from './change-target.server'
import { countIndicator } from './count-indicator.server'
import { defineIndicator } from './define-indicator.server'
import { dropMilestone } from './drop-milestone.server'
import { editProject } from './edit-project.server'
import type { ProjectErrors, Text } from './field-reader'
import type { Changed } from './internal/project-row.server'
import { meetMilestone } from './meet-milestone.server'
import type { ProjectDeed } from './project-deeds'
import { receiveApplication } from './receive-application.server'
import { recordEarlierPayment } from './record-earlier-payment.server'
import { recordProcurement } from './record-procurement.server'
import { renameProject } from './rename-project.server'
import { reverseCount } from './reverse-count.server'
import { selectApplication } from './select-application.server'
import { setPartners } from './set-partners.server'
import { takeBackSelection } from './take-back-selection.server'
import { unmeetMilestone } from './unmeet-milestone.server'

type Asked = { key: string; id: string; of: string; text: Text; today: Day }
type Verb = (db: Database, by: Actor, asked: Asked) => Promise<Changed<string>>

/** `of`: what on the page the form is about; `id`: what a new thing will be called, so that sent twice it is one. */
const verbs: Record<Exclude<ProjectDeed, 'milestone-meet' | 'create'>, Verb> = {
  state: changeProjectState,
  period: amendPeriod,
  rename: renameProject,
  partners: setPartners,
  edit: (db, by, { key, text }) => editProject(db, by, { key, text, version: Number(text('version')) }),
  'milestone-add': addMilestone,
  'milestone-unmeet': (db, by, asked) => unmeetMilestone(db, by, { ...asked, milestone: asked.of }),
  'milestone-drop': (db, by, asked) => dropMilestone(db, by, { ...asked, milestone: asked.of }),
  'contract-add': addContract,
  'contract-cancel': (db, by, asked) => cancelContract(db, by, { ...asked, contract: asked.of }),
  'instalment-earlier': (db, by, asked) =>
    recordEarlierPayment(db, by, { ...asked, contract: asked.of, no: Number(asked.text('no')) }),
  'procurement-record': (db, by, asked) =>
    recordProcurement(db, by, { ...asked, id: isUuid(asked.of) ? asked.of : asked.id }),
  'indicator-define': defineIndicator,
  'target-change': (db, by, asked) => changeTarget(db, by, { ...asked, indicator: asked.of }),
  'count-add': countIndicator,
  'count-reverse': (db, by, asked) => reverseCount(db, by, { ...asked, count: asked.of }),
  'call-announce': announceCall,
  'application-receive': (db, by, asked) => receiveApplication(db, by, { ...asked, call: asked.of }),
  'application-select': (db, by, asked) => selectApplication(db, by, { ...asked, application: asked.of }),
  'selection-back': (db, by, asked) => takeBackSelection(db, by, { ...asked, application: asked.of }),
  'output-add': addOutput,
}

export interface ProjectRefused {
  refused: string | null
  /** The form that was sent. */
  at: string
  form: Record<string, string>
  errors: ProjectErrors & { evidence?: EvidenceRefusal }
}
export type ProjectAnswer = { done: ProjectDeed } | ProjectRefused

/** Answers the forms of a project's desk pages. Null for whoever may not, and for what is no such form. */
export async function answerProjectForm(
  { db, files }: { db: Database; files: FileStore },
  by: Actor,
  { key, request, today }: { key: string; request: Request; today: Day },
): Promise<ProjectAnswer | null> {
  const sent = await readUploadOfOne(request, mostEvidenceBytes)
  if (!sent) return null
  const { form, file: brought } = sent
  const text = (name: string) => (form[name] ?? '').slice(0, 5_000)
  const [intent, id, of] = [text('intent'), text('formId'), text('of')]
  const refuse = (refused: string | null, errors: object = {}): ProjectRefused => ({
    ...{ refused, at: text('at'), form, errors: errors as ProjectErrors },
  })
  const answered = (done: ProjectDeed, outcome: Changed<string>): ProjectAnswer | null => {
    if (outcome.ok) return { done }
    if (outcome.reason === 'not-allowed' || outcome.reason.startsWith('unknown-')) return null
    return refuse(outcome.reason === 'invalid' ? null : outcome.reason, outcome.errors)
  }
  if (intent === 'milestone-meet') {
    const stored = brought ? await storeEvidence(files, brought) : null
    if (stored && !stored.ok && stored.reason !== 'file-missing')
      return refuse(null, { evidence: stored.reason })
    const evidence = stored?.ok ? stored.evidence : null
    return answered(intent, await meetMilestone(db, by, { key, milestone: of, text, today, evidence }))
  }
  const verb = Object.hasOwn(verbs, intent) ? verbs[intent as keyof typeof verbs] : null
  if (!verb || !isUuid(id)) return null
  return answered(intent as ProjectDeed, await verb(db, by, { key, id, of, text, today }))
}
