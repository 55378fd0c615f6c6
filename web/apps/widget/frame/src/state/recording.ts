import { Observable } from "./observable";

export const MOST_SECONDS = 300;
const LEVELS_PER_SECOND = 10;
const WAVEFORM_BARS = 64;
/** What a quiet room still has; below it a bar would only tremble. */
const FLOOR = 0.01;

/** The first that this browser records: Opus where it is known, AAC on Safari. */
const TYPES = [
  "audio/webm;codecs=opus",
  "audio/ogg;codecs=opus",
  "audio/mp4;codecs=mp4a.40.2",
  "audio/mp4",
];

export interface RecordingState {
  phase: "asking" | "recording" | "paused" | "done" | "refused";
  seconds: number;
  /** Loudness so far, 0 to 100, ten a second. */
  levels: readonly number[];
  /** What was recorded, once it is done. */
  sound: Blob | null;
}

/** Records the visitor's voice, from the question for the microphone to a file. */
export class Recording {
  readonly state = new Observable<RecordingState>({
    phase: "asking",
    seconds: 0,
    levels: [],
    sound: null,
  });
  private recorder: MediaRecorder | null = null;
  private stream: MediaStream | null = null;
  private audio: AudioContext | null = null;
  private beat: ReturnType<typeof setInterval> | undefined;
  private readonly parts: Blob[] = [];
  private over = false;

  async start(): Promise<void> {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      // It was given up while the browser asked.
      if (this.over) return stopTracks(stream);
      this.stream = stream;
    } catch {
      return this.patch({ phase: "refused" });
    }
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
    this.recorder = new MediaRecorder(this.stream, {
      ...(mimeType ? { mimeType } : {}),
      audioBitsPerSecond: 32_000,
    });
    this.recorder.ondataavailable = ({ data }) => data.size > 0 && this.parts.push(data);
    this.recorder.onstop = () => this.finished();
    this.recorder.start(1000);
    this.measure(this.stream);
    this.patch({ phase: "recording" });
  }

  pause(): void {
    if (this.recorder?.state !== "recording") return;
    this.recorder.pause();
    this.patch({ phase: "paused" });
  }

  resume(): void {
    if (this.recorder?.state !== "paused") return;
    this.recorder.resume();
    this.patch({ phase: "recording" });
  }

  /** Ends it; the state is `done` when the file is whole. */
  stop(): void {
    if (this.recorder && this.recorder.state !== "inactive") this.recorder.stop();
  }

  /** Throws it away. */
  cancel(): void {
    this.over = true;
    if (this.recorder && this.recorder.state !== "inactive") this.recorder.stop();
    this.release();
  }

  /** The whole recording's loudness, in as many bars as a message carries. */
  get waveform(): number[] {
    return inBars(this.state.get().levels, WAVEFORM_BARS);
  }

  private measure(stream: MediaStream): void {
    this.audio = new AudioContext();
    const meter = this.audio.createAnalyser();
    meter.fftSize = 1024;
    this.audio.createMediaStreamSource(stream).connect(meter);
    const samples = new Float32Array(meter.fftSize);
    this.beat = setInterval(() => {
      if (this.state.get().phase !== "recording") return;
      meter.getFloatTimeDomainData(samples);
      this.heard(loudness(samples));
    }, 1000 / LEVELS_PER_SECOND);
  }

  private heard(level: number): void {
    const levels = [...this.state.get().levels, level];
    const seconds = levels.length / LEVELS_PER_SECOND;
    this.patch({ levels, seconds });
    if (seconds >= MOST_SECONDS) this.stop();
  }

  private finished(): void {
    this.release();
    if (this.over) return;
    const type = (this.recorder?.mimeType ?? "audio/webm").split(";")[0] ?? "audio/webm";
    this.patch({ phase: "done", sound: new Blob(this.parts, { type }) });
  }

  private release(): void {
    clearInterval(this.beat);
    if (this.stream) stopTracks(this.stream);
    void this.audio?.close().catch(() => undefined);
    this.audio = this.stream = null;
  }

  private patch(change: Partial<RecordingState>): void {
    this.state.set({ ...this.state.get(), ...change });
  }
}

/** 0 to 100 by decibels, as an ear hears it: root mean square from -40 dB to full. */
export function loudness(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  const decibels = 20 * Math.log10(Math.max(Math.sqrt(power), FLOOR));
  return Math.round(Math.min(100, Math.max(0, (decibels + 40) * 2.5)));
}

/** So many bars, each the loudest of its stretch; fewer levels stay as they are. */
export function inBars(levels: readonly number[], count: number): number[] {
  if (levels.length <= count) return [...levels];
  return Array.from({ length: count }, (_, index) =>
    Math.max(
      ...levels.slice(
        Math.floor((index * levels.length) / count),
        Math.floor(((index + 1) * levels.length) / count),
      ),
    ),
  );
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
