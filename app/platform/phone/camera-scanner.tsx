import { type ChangeEvent, useEffect, useRef, useState } from 'react'

export interface ScannerWords {
  title: string
  starting: string
  /** Permission was refused: how to allow it, and that a photo does as well. */
  denied: string
  /** There is no camera, or another app has it. */
  noCamera: string
  torchOn: string
  torchOff: string
  photo: string
  /** A chosen picture holds no code that can be read. */
  photoUnread: string
  close: string
}

export interface CameraScannerProps {
  words: ScannerWords
  /** Each text that is seen; the same text at most once within two seconds. */
  onRead: (text: string) => void
  /** Something stands before the picture: nothing is read, and the camera stays open for the next one. */
  paused?: boolean
  onClose?: () => void
}

/** Between two looks, so that the page stays quick and the phone cool. */
const pauseMs = 60
const sameTextMs = 2_000

const cameraOf = () =>
  navigator.mediaDevices?.getUserMedia({
    audio: false,
    video: { facingMode: { ideal: 'environment' }, width: { ideal: 1_280 }, height: { ideal: 720 } },
  }) ?? Promise.reject(new DOMException('', 'NotFoundError'))

/** The camera in the page: reads QR codes as they come before it, with the torch where the phone has one, or from a photo. */
export function CameraScanner({ words, onRead, paused = false, onClose }: CameraScannerProps) {
  const video = useRef<HTMLVideoElement>(null)
  const read = useRef(onRead)
  read.current = onRead
  const waits = useRef(paused)
  waits.current = paused
  const [state, setState] = useState<'starting' | 'looking' | 'denied' | 'no-camera'>('starting')
  const [torch, setTorch] = useState<{ track: MediaStreamTrack; on: boolean } | null>(null)
  const [unread, setUnread] = useState(false)

  useEffect(() => {
    let [stopped, stream]: [boolean, MediaStream | null] = [false, null]
    let timer: ReturnType<typeof setTimeout>
    const last = { text: '', at: 0 }
    async function start() {
      const [{ readFrame }, opened] = await Promise.all([import('./read-qr'), cameraOf()])
      stream = opened
      if (stopped || !video.current) return stop()
      video.current.srcObject = stream
      await video.current.play().catch(() => {})
      setState('looking')
      const [track] = stream.getVideoTracks()
      const can = track?.getCapabilities?.() as { torch?: boolean } | undefined
      if (track && can?.torch) setTorch({ track, on: false })
      const look = () => {
        if (stopped || !video.current) return
        const text = document.hidden ? null : readFrame(video.current)
        const now = Date.now()
        const same = text === last.text
        if (text && !waits.current && (!same || now - last.at > sameTextMs)) {
          performance.mark('scan-read')
          read.current(text)
        }
        // A code that was read and is still held there is not read again; the next one is, as soon as it may be.
        if (text && (same || !waits.current)) Object.assign(last, { text, at: now })
        timer = setTimeout(look, pauseMs)
      }
      look()
    }
    function stop() {
      stopped = true
      clearTimeout(timer)
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
    start().catch((error: DOMException) =>
      setState(error.name === 'NotAllowedError' || error.name === 'SecurityError' ? 'denied' : 'no-camera'),
    )
    return stop
  }, [])

  async function turnTorch() {
    if (!torch) return
    const on = !torch.on
    const constraints = { advanced: [{ torch: on }] } as unknown as MediaTrackConstraints
    await torch.track.applyConstraints(constraints).then(
      () => setTorch({ ...torch, on }),
      () => setTorch(null),
    )
  }

  async function choosePhoto({ currentTarget }: ChangeEvent<HTMLInputElement>) {
    const [file] = currentTarget.files ?? []
    if (!file) return
    const { readPhoto } = await import('./read-qr')
    const text = await readPhoto(file)
    currentTarget.value = ''
    setUnread(text === null)
    if (text !== null) read.current(text)
  }

  const problem = state === 'denied' ? words.denied : state === 'no-camera' ? words.noCamera : null
  return (
    <section className="scanner" aria-label={words.title}>
      {!problem && (
        <div className="scanner-view">
          <video ref={video} muted playsInline aria-label={words.title} />
          {state === 'starting' && <p className="scanner-note">{words.starting}</p>}
        </div>
      )}
      {problem && (
        <p role="alert" className="p-4">
          {problem}
        </p>
      )}
      {unread && (
        <p role="alert" className="p-4">
          {words.photoUnread}
        </p>
      )}
      <div className="scanner-tools">
        {torch && (
          <button type="button" className="scanner-tool" aria-pressed={torch.on} onClick={turnTorch}>
            {torch.on ? words.torchOff : words.torchOn}
          </button>
        )}
        <label className="scanner-tool">
          <input type="file" accept="image/*" className="sr-only" onChange={choosePhoto} />
          {words.photo}
        </label>
        {onClose && (
          <button type="button" className="scanner-tool" onClick={onClose}>
            {words.close}
          </button>
        )}
      </div>
    </section>
  )
}
