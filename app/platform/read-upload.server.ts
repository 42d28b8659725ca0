import { unstable_parseMultipartFormData as parseMultipart } from '@remix-run/node'

export interface UploadedFile {
  /** The form's field. */
  field: string
  /** As it is called where it comes from; may be anything. */
  name: string
  /** As the browser took it from the file's name; may lie, may be empty. */
  type: string
  /** Null when it is larger than allowed: it was read to its end and thrown away, so that the rest can be read. */
  bytes: Uint8Array | null
}

export interface UploadLimits {
  files: number
  fileBytes: number
}

/** All texts of a form together; far more than any of ours wants, so that what was typed can be given back. */
const mostTextBytes = 256 * 1024
class TooMuchText extends Error {}

/**
 * Reads a form that may bring files, as it arrives, and hands on each file when it is whole: never more than one is in
 * memory. Answers the texts by field, or null for what is no whole form (it broke off, it never was one, or its texts are
 * too long). A place for a file in which none was chosen, and more files than `limits.files`, are passed over. What `take`
 * throws is thrown on.
 */
export async function readUpload(
  request: Request,
  limits: UploadLimits,
  take: (file: UploadedFile) => Promise<void>,
): Promise<Record<string, string> | null> {
  const type = request.headers.get('Content-Type') ?? ''
  if (!type.startsWith('multipart/form-data')) {
    const form = await request.formData().catch(() => null)
    return form && Object.fromEntries([...form].map(([name, value]) => [name, String(value)]))
  }
  const fields: Record<string, string> = {}
  let textBytes = 0
  let files = 0
  let ours: { error: unknown } | undefined
  try {
    await parseMultipart(request, async ({ name, filename, contentType, data }) => {
      if (filename === undefined) {
        const text = await collect(data, mostTextBytes - textBytes)
        if (!text) throw new TooMuchText()
        textBytes += text.length
        fields[name] = text.toString('utf8')
        return undefined
      }
      const chosen = filename !== '' && files < limits.files
      const bytes = await collect(data, chosen ? limits.fileBytes : 0)
      if (!chosen) return undefined
      files += 1
      await take({ field: name, name: filename, type: contentType ?? '', bytes }).catch((error: unknown) => {
        ours = { error }
        throw error
      })
      return undefined
    })
  } catch {
    if (ours) throw ours.error
    return null // the parser throws plain errors for whatever is no form, and for one that breaks off
  }
  return fields
}

/** Null when there are more than `most` bytes. */
async function collect(data: AsyncIterable<Uint8Array>, most: number): Promise<Buffer | null> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const piece of data) {
    length += piece.length
    if (length <= most) parts.push(piece)
    else parts.length = 0
  }
  return length <= most ? Buffer.concat(parts) : null
}
