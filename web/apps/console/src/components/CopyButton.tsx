"use client";

import { Button, IconButton } from "@switchboard/ui";
import { Check, Copy } from "lucide-react";
import { type ReactElement, useEffect, useState } from "react";

import { t } from "@/components/texts";

const SHOWN_MS = 2_000;

/** Copies a text and says so on the button itself. */
export function CopyButton({ text, label }: { text: string; label?: string }): ReactElement {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <Button
      size="sm"
      icon={copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      <span aria-live="polite">{copied ? t("common.copied") : (label ?? t("common.copy"))}</span>
    </Button>
  );
}

/** The same as a small icon, beside a fact that is short of room. */
export function CopyIcon({ text, label }: { text: string; label: string }): ReactElement {
  const [copied, setCopied] = useState(false);
  return (
    <IconButton
      size="sm"
      label={copied ? t("common.copied") : label}
      onBlur={() => setCopied(false)}
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      {copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
    </IconButton>
  );
}

/** A text to be copied whole: a link, a key, a snippet. */
export function CopyBlock({ text, label }: { text: string; label: string }): ReactElement {
  return (
    <div className="flex flex-col gap-2">
      <pre
        role="region"
        aria-label={label}
        // Scrolls sideways, so the keyboard must be able to reach it.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="overflow-x-auto rounded-md border border-line bg-surface-2 p-3 font-mono text-xs leading-relaxed"
      >
        {text}
      </pre>
      <div>
        <CopyButton text={text} />
      </div>
    </div>
  );
}
