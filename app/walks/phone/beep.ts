let context: AudioContext | null = null

/** A short tone, high for good and low for look here, and a shake of the phone. Silent where the browser wants a touch first. */
export function beep(good: boolean): void {
  try {
    context ??= new AudioContext()
    const [tone, volume] = [context.createOscillator(), context.createGain()]
    tone.frequency.value = good ? 880 : 220
    volume.gain.value = 0.2
    tone.connect(volume).connect(context.destination)
    tone.start()
    tone.stop(context.currentTime + (good ? 0.15 : 0.4))
  } catch {
    // No sound: the screen says it as well.
  }
  navigator.vibrate?.(good ? 80 : [120, 80, 120])
}
