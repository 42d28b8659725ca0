import { readUpload, type UploadedFile } from './read-upload.server'

/** A form that brings one file at most: its texts by field, and the file, or null for none. Null for what is no whole form. */
export async function readUploadOfOne(
  request: Request,
  fileBytes: number,
): Promise<{ form: Record<string, string>; file: UploadedFile | null } | null> {
  const brought: UploadedFile[] = []
  const form = await readUpload(request, { files: 1, fileBytes }, async (file) => {
    brought.push(file)
  })
  return form && { form, file: brought[0] ?? null }
}
