import type { ReactElement } from "react";

/** Prompts to begin with; a tap sends one. */
export function Suggestions({
  prompts,
  label,
  onChoose,
}: {
  prompts: readonly string[];
  label: string;
  onChoose: (prompt: string) => void;
}): ReactElement | null {
  if (prompts.length === 0) return null;
  return (
    <ul className="sbw-suggestions" aria-label={label}>
      {prompts.map((prompt) => (
        <li key={prompt}>
          <button type="button" dir="auto" onClick={() => onChoose(prompt)}>
            {prompt}
          </button>
        </li>
      ))}
    </ul>
  );
}
