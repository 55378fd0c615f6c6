import { useEffect, useState } from "react";

import type { WidgetConfig } from "../api/types";
import type { Chat } from "../state/chat";

const MUTED = "switchboard:muted";

/** Whether this visitor wants to hear new messages; theirs to say, for every site's chat in this browser. */
export function useMuted(): [boolean, (muted: boolean) => void] {
  const [muted, setMuted] = useState(read);
  return [
    muted,
    (next) => {
      setMuted(next);
      try {
        localStorage.setItem(MUTED, next ? "1" : "0");
      } catch {
        // Kept until the page is left.
      }
    },
  ];
}

function read(): boolean {
  try {
    return localStorage.getItem(MUTED) === "1";
  } catch {
    return false;
  }
}

/** A soft sound when something new is there that nobody looks at. */
export function useSound(chat: Chat, config: WidgetConfig | undefined): void {
  const on = config?.sound ?? false;
  useEffect(() => {
    if (!on) return;
    let before = chat.reading.unread.get();
    return chat.reading.unread.subscribe(() => {
      const count = chat.reading.unread.get();
      if (count > before && !read()) void chime();
      before = count;
    });
  }, [chat, on]);
}

/** Two short notes. Browsers let a page sound only after it was touched: before that nothing is heard. */
async function chime(): Promise<void> {
  const audio = new AudioContext();
  if (audio.state === "suspended") return audio.close();
  const volume = audio.createGain();
  volume.connect(audio.destination);
  volume.gain.setValueAtTime(0.06, audio.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + 0.5);
  for (const [index, pitch] of [660, 880].entries()) {
    const note = audio.createOscillator();
    note.frequency.value = pitch;
    note.connect(volume);
    note.start(audio.currentTime + index * 0.12);
    note.stop(audio.currentTime + 0.5);
  }
  await new Promise((resolve) => setTimeout(resolve, 700));
  return audio.close();
}
