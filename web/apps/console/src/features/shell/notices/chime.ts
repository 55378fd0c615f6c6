let context: AudioContext | undefined;

/** Two soft tones. Made here, so that there is no file to load; browsers allow it once somebody has clicked. */
export function chime(): void {
  try {
    context ??= new AudioContext();
    if (context.state === "suspended") void context.resume();
    tone(context, 660, 0);
    tone(context, 880, 0.12);
  } catch {
    // Without sound the notice is still seen.
  }
}

function tone(audio: AudioContext, hertz: number, delay: number): void {
  const begin = audio.currentTime + delay;
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  oscillator.frequency.value = hertz;
  gain.gain.setValueAtTime(0, begin);
  gain.gain.linearRampToValueAtTime(0.12, begin + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.0001, begin + 0.35);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(begin);
  oscillator.stop(begin + 0.4);
}
