import { IconButton } from "@switchboard/ui";
import {
  AtSign,
  Bold,
  Code,
  Eye,
  Italic,
  Link,
  List,
  ListOrdered,
  type LucideIcon,
  Paperclip,
  Pencil,
  Smile,
  SquareSlash,
} from "lucide-react";
import type { ReactElement } from "react";

import { isMac } from "@/shared/keyboard/combination";
import { t } from "@/features/inbox/texts";

import type { Mark } from "./markdown-edit";

/** The seldom used ones give way first when the box is narrow. */
const MARKS: readonly { mark: Mark; icon: LucideIcon; key?: string; seldom?: true }[] = [
  { mark: "bold", icon: Bold, key: "B" },
  { mark: "italic", icon: Italic, key: "I" },
  { mark: "link", icon: Link, key: "⇧U" },
  { mark: "list", icon: List, seldom: true },
  { mark: "numbers", icon: ListOrdered, seldom: true },
  { mark: "code", icon: Code, seldom: true },
];

interface ToolbarProps {
  note: boolean;
  preview: boolean;
  onMark: (mark: Mark) => void;
  /** Types a sign that opens suggestions. */
  onSign: (sign: "/" | "@" | ":") => void;
  onAttach: () => void;
  onPreview: () => void;
}

/** What can be done to the text besides typing it; on a phone only what cannot be typed. */
export function Toolbar(props: ToolbarProps): ReactElement {
  const sign = props.note
    ? ({ sign: "@", label: "composer.mention", icon: AtSign } as const)
    : ({ sign: "/", label: "composer.canned", icon: SquareSlash } as const);
  const SignIcon = sign.icon;
  return (
    <div role="toolbar" aria-label={t("composer.format")} className="flex items-center gap-0.5">
      <IconButton size="sm" label={t("composer.attach")} onClick={props.onAttach}>
        <Paperclip size={16} aria-hidden />
      </IconButton>
      <IconButton size="sm" label={t("composer.emoji")} onClick={() => props.onSign(":")}>
        <Smile size={16} aria-hidden />
      </IconButton>
      <IconButton size="sm" label={t(sign.label)} onClick={() => props.onSign(sign.sign)}>
        <SignIcon size={16} aria-hidden />
      </IconButton>
      <span aria-hidden className="mx-1 hidden h-4 w-px bg-line-strong @sm:block" />
      {MARKS.map(({ mark, icon: Icon, key, seldom }) => (
        <IconButton
          key={mark}
          size="sm"
          label={t(`composer.${mark}`)}
          className={seldom ? "hidden @lg:inline-flex" : "hidden @sm:inline-flex"}
          {...(key ? { shortcut: `${isMac() ? "⌘" : "Ctrl+"}${key}` } : {})}
          onClick={() => props.onMark(mark)}
        >
          <Icon size={16} aria-hidden />
        </IconButton>
      ))}
      <IconButton
        size="sm"
        label={props.preview ? t("composer.write") : t("composer.preview")}
        aria-pressed={props.preview}
        onClick={props.onPreview}
      >
        {props.preview ? <Pencil size={16} aria-hidden /> : <Eye size={16} aria-hidden />}
      </IconButton>
    </div>
  );
}
