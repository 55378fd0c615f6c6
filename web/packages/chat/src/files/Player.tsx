import { Pause, Play } from "lucide-react";
import { type ReactElement, useEffect, useRef, useState } from "react";

import type { Attachment, FileLabels } from "../types";
import { useFileUrl } from "./access";
import { duration } from "./size";
import { Waveform } from "./Waveform";

const SPEEDS = [1, 1.5, 2, 0.75];
/** One sound at a time: whoever starts, the others on the page stop. */
const STARTED = "switchboard:sound";

/** Sound with its waveform: play, jump, speed. */
export default function Player({
  file,
  labels,
}: {
  file: Attachment;
  labels: FileLabels;
}): ReactElement {
  const { url, failed, renew } = useFileUrl(file, "original");
  return (
    <SoundPlayer
      source={url}
      length={file.duration ?? null}
      waveform={file.waveform}
      failed={failed}
      onError={renew}
      labels={labels}
      name={file.waveform ? labels.voice : file.name}
    />
  );
}

/** The same for sound that is not a file of the server yet. */
export function SoundPlayer({
  source,
  length,
  waveform,
  failed = false,
  onError,
  labels,
  name,
}: {
  source: string | null;
  length: number | null;
  waveform: readonly number[] | null | undefined;
  failed?: boolean;
  onError?: () => void;
  labels: FileLabels;
  name: string;
}): ReactElement {
  const { sound, playing, at, total, toggle, jump, speed, faster } = useSound(length);
  if (failed) return <p className="sbc-file-gone">{labels.unavailable}</p>;
  return (
    <div className="sbc-player" role="group" aria-label={name}>
      {/* Speech has no captions here; its transcript, if there is one, is the message's text. */}
      {/* eslint-disable-next-line jsx-a11y/media-has-caption */}
      <audio ref={sound} src={source ?? undefined} preload="metadata" onError={onError} />
      <button
        type="button"
        className="sbc-play"
        aria-label={playing ? labels.pause : labels.play}
        disabled={!source}
        onClick={toggle}
      >
        {playing ? <Pause size={16} aria-hidden /> : <Play size={16} aria-hidden />}
      </button>
      <span className="sbc-track">
        <Waveform levels={waveform} played={total ? at / total : 0} />
        <input
          type="range"
          min={0}
          max={Math.max(total, 0.1)}
          step={0.1}
          value={at}
          aria-label={labels.position}
          aria-valuetext={`${duration(at)} / ${duration(total)}`}
          onChange={(event) => jump(Number(event.currentTarget.value))}
        />
      </span>
      <span className="sbc-clock">{duration(playing || at > 0 ? at : total)}</span>
      <button
        type="button"
        className="sbc-speed"
        aria-label={`${labels.speed}: ${speed}×`}
        onClick={faster}
      >
        {speed}×
      </button>
    </div>
  );
}

function useSound(length: number | null) {
  const sound = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const [known, setKnown] = useState<number | null>(null);
  const [speed, setSpeed] = useState(1);

  useEffect(() => {
    const element = sound.current;
    if (!element) return;
    const hush = (event: Event): void => {
      if ((event as CustomEvent).detail !== element) element.pause();
    };
    const listen: [string, () => void][] = [
      ["play", () => setPlaying(true)],
      ["pause", () => setPlaying(false)],
      ["timeupdate", () => setAt(element.currentTime)],
      ["ended", () => setAt(0)],
      // What a browser records has no length in its header: it says "infinite" then.
      [
        "durationchange",
        () => setKnown(Number.isFinite(element.duration) ? element.duration : null),
      ],
    ];
    for (const [name, hear] of listen) element.addEventListener(name, hear);
    document.addEventListener(STARTED, hush);
    return () => {
      for (const [name, hear] of listen) element.removeEventListener(name, hear);
      document.removeEventListener(STARTED, hush);
    };
  }, []);

  const toggle = (): void => {
    const element = sound.current;
    if (!element) return;
    if (!element.paused) return element.pause();
    document.dispatchEvent(new CustomEvent(STARTED, { detail: element }));
    element.playbackRate = speed;
    element.play().catch(() => setPlaying(false));
  };
  const jump = (to: number): void => {
    if (sound.current) sound.current.currentTime = to;
    setAt(to);
  };
  const faster = (): void => {
    const next = SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1;
    setSpeed(next);
    if (sound.current) sound.current.playbackRate = next;
  };
  return { sound, playing, at, total: length ?? known ?? 0, toggle, jump, speed, faster };
}
