import { type KeyboardEvent, type ReactElement, useEffect, useRef, useState } from "react";

import type { Texts } from "../../texts";

/** Those that people use when they talk to a company; whoever wants others has a keyboard for them. */
const EMOJI = (
  "😀 😃 😄 😁 😅 😂 🙂 😉 😊 😍 😘 😋 😎 🤩 🥳 🤔 🤨 😐 😑 🙄 😏 😬 😌 😔 😴 😷 🤒 🤕 🥵 🥶 😵 🤯 😕 😟 🙁 😮 😳 🥺 " +
  "😢 😭 😤 😠 😡 🤬 😱 😇 🤗 🤭 🤫 🤐 👍 👎 👌 ✌️ 🤞 🙏 👏 🙌 💪 👋 🤝 ✋ 👉 👈 👆 👇 ❤️ 🧡 💛 💚 💙 💜 🖤 💔 ✨ 🔥 " +
  "⭐ 🎉 🎁 🎂 🏆 💡 ⏰ ⏳ 📅 📦 🚚 ✈️ 🏠 🏢 🛒 💳 💰 🧾 📷 🎥 📱 💻 🖨️ 🔌 🔧 🔒 🔑 📧 📞 📎 📝 📌 📈 📉 ✅ ❌ ❗ ❓ " +
  "⚠️ 🚫 🆗 🆕 🔄 ➡️ ⬅️ ⬆️ ⬇️ ☀️ 🌧️ ❄️ 🌈 🌍 🌱 🌸 🐶 🐱 ☕ 🍕 🍎 🍺 🥂 👕 👟 🕶️ 💍 🎒"
).split(" ");
const COLUMNS = 8;

/** A grid of emoji: arrow keys move, Enter takes, Escape closes. */
export default function EmojiPicker({
  texts,
  onPick,
  onClose,
}: {
  texts: Texts;
  onPick: (emoji: string) => void;
  onClose: () => void;
}): ReactElement {
  const [at, setAt] = useState(0);
  const grid = useRef<HTMLDivElement>(null);
  useEffect(() => {
    grid.current?.querySelectorAll("button")[at]?.focus();
  }, [at]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape") {
      event.preventDefault();
      onClose();
      return;
    }
    const to = moved(event.key, at);
    if (to === null) return;
    event.preventDefault();
    setAt(Math.min(EMOJI.length - 1, Math.max(0, to)));
  };
  return (
    <div
      ref={grid}
      className="sbw-emoji"
      role="toolbar"
      tabIndex={-1}
      aria-label={texts.emoji}
      onKeyDown={onKeyDown}
    >
      {EMOJI.map((emoji, index) => (
        <button
          key={emoji}
          type="button"
          tabIndex={index === at ? 0 : -1}
          onClick={() => onPick(emoji)}
        >
          {emoji}
        </button>
      ))}
    </div>
  );
}

/** Where a key leads in the grid; the side arrows follow the direction of reading. */
function moved(key: string, at: number): number | null {
  const forward = document.documentElement.dir === "rtl" ? -1 : 1;
  switch (key) {
    case "ArrowRight":
      return at + forward;
    case "ArrowLeft":
      return at - forward;
    case "ArrowDown":
      return at + COLUMNS;
    case "ArrowUp":
      return at - COLUMNS;
    case "Home":
      return 0;
    case "End":
      return EMOJI.length - 1;
    default:
      return null;
  }
}
