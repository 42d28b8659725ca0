import type { Actor } from '~/identity/actor'
import type { Database } from '~/platform/db.server'
import { DocumentFault, mostDocumentBytes, readDocument } from '~/platform/read-document.server'
import { readUploadOfOne } from '~/platform/read-upload-of-one.server'
import { keepOldBundle } from './keep-old-bundle.server'

export type ImportFormAnswer =
  | { ok: true; id: string }
  | { ok: false; reason: string; form: { name: string; text: string } }

/** Answers the form of the import page: a text that was typed in, or a file. Null for what is no whole form. */
export async function answerImportForm(
  db: Database,
  by: Actor,
  request: Request,
): Promise<ImportFormAnswer | null> {
  const sent = await readUploadOfOne(request, mostDocumentBytes)
  if (!sent) return null
  const { form: fields, file } = sent
  const form = { name: (fields.name ?? '').trim(), text: fields.text ?? '' }
  try {
    if (file && !file.bytes) return { ok: false, reason: 'too-large', form }
    const text = file?.bytes ? await readDocument(file.bytes) : form.text
    const kept = await keepOldBundle(db, by, { name: form.name || file?.name, text })
    return kept.ok ? { ok: true, id: kept.id } : { ok: false, reason: kept.reason, form }
  } catch (error) {
    if (error instanceof DocumentFault) return { ok: false, reason: error.reason, form }
    throw error
  }
}
