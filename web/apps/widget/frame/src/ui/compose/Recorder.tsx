import { duration, SoundPlayer, Waveform } from "@switchboard/chat/sound";
import { ArrowUp, CircleStop, Mic, Pause, Trash2 } from "lucide-react";
import { type ReactElement, useEffect, useMemo, useRef, useState } from "react";

import { uuid } from "../../../../shared/uuid";
import { MOST_SECONDS, Recording } from "../../state/recording";
import type { ChosenFile } from "../../state/uploads";
import type { Texts } from "../../texts";
import { useValue } from "../use";
import { Tool } from "./Tools";
import { fileLabelsOf } from "./words";

const SHOWN_LEVELS = 60;
const ENDINGS: Record<string, string> = {
  "audio/webm": "webm",
  "audio/ogg": "ogg",
  "audio/mp4": "m4a",
};

/** In place of the box while somebody speaks: what is heard, how long, pause; then listen, send or throw away. */
export default function Recorder({
  texts,
  onSend,
  onClose,
}: {
  texts: Texts;
  onSend: (file: ChosenFile) => void;
  onClose: () => void;
}): ReactElement {
  const [recording] = useState(() => new Recording());
  const { phase, seconds, levels, sound } = useValue(recording.state);
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    void recording.start();
    bar.current?.focus();
    return () => recording.cancel();
  }, [recording]);
  useEscape(onClose);

  const send = (): void => {
    if (!sound) return;
    const name = `${texts.voiceMessage}.${ENDINGS[sound.type] ?? "webm"}`;
    onSend({ key: uuid(), blob: sound, name, duration: seconds, waveform: recording.waveform });
  };
  return (
    <div ref={bar} className="sbw-recorder" role="group" tabIndex={-1} aria-label={texts.voice}>
      <Tool label={texts.discard} onClick={onClose}>
        <Trash2 size={18} aria-hidden />
      </Tool>
      {phase === "refused" ? <p role="alert">{texts.microphone}</p> : null}
      {phase === "recording" || phase === "paused" ? (
        <Live {...{ recording, phase, seconds, levels, texts }} />
      ) : null}
      {sound ? <Preview {...{ sound, seconds, texts }} waveform={recording.waveform} /> : null}
      {sound ? (
        <button
          type="button"
          className="sbc-send"
          aria-label={texts.sendRecording}
          title={texts.sendRecording}
          onClick={send}
        >
          <ArrowUp size={18} aria-hidden />
        </button>
      ) : null}
    </div>
  );
}

/** Escape throws the recording away, and leaves the panel open. */
function useEscape(act: () => void): void {
  const now = useRef(act);
  useEffect(() => {
    now.current = act;
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      event.preventDefault();
      now.current();
    };
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, []);
}

function Live({
  recording,
  phase,
  seconds,
  levels,
  texts,
}: {
  recording: Recording;
  phase: "recording" | "paused";
  seconds: number;
  levels: readonly number[];
  texts: Texts;
}): ReactElement {
  const padding = Array.from({ length: Math.max(0, SHOWN_LEVELS - levels.length) }, () => 0);
  return (
    <>
      <span className="sbw-recording" data-paused={phase === "paused" || undefined}>
        <span className="sbc-hidden" role="status">
          {texts.recording}
        </span>
      </span>
      <span className="sbw-live">
        <Waveform levels={[...padding, ...levels.slice(-SHOWN_LEVELS)]} played={1} />
      </span>
      <span className="sbw-clock">
        {duration(seconds)} / {duration(MOST_SECONDS)}
      </span>
      {phase === "recording" ? (
        <Tool label={texts.pauseRecording} onClick={() => recording.pause()}>
          <Pause size={18} aria-hidden />
        </Tool>
      ) : (
        <Tool label={texts.resumeRecording} onClick={() => recording.resume()}>
          <Mic size={18} aria-hidden />
        </Tool>
      )}
      <Tool label={texts.stopRecording} onClick={() => recording.stop()}>
        <CircleStop size={20} aria-hidden />
      </Tool>
    </>
  );
}

function Preview({
  sound,
  seconds,
  waveform,
  texts,
}: {
  sound: Blob;
  seconds: number;
  waveform: readonly number[];
  texts: Texts;
}): ReactElement {
  const source = useMemo(() => URL.createObjectURL(sound), [sound]);
  useEffect(() => () => URL.revokeObjectURL(source), [source]);
  return (
    <SoundPlayer
      source={source}
      length={seconds}
      waveform={waveform}
      labels={fileLabelsOf(texts)}
      name={texts.voiceMessage}
    />
  );
}
