"use client";

import {
  AlarmClock,
  ArrowDown,
  ArrowUp,
  CheckCheck,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleMinus,
  FilePlus2,
  Flag,
  Hand,
  Info,
  Keyboard,
  LogOut,
  type LucideIcon,
  MessageCircleReply,
  MessageSquarePlus,
  Monitor,
  Moon,
  Paperclip,
  PanelTop,
  Search,
  Sparkles,
  StickyNote,
  Sun,
  Tag,
  Tags,
  TextQuote,
  UserPlus,
  UserRoundPlus,
  UsersRound,
} from "lucide-react";

import { type ActionId, actionLabel } from "@/shared/keyboard/actions";
import { shownCombination } from "@/shared/keyboard/combination";
import { useActionsNow, useBindings } from "@/shared/keyboard/KeyboardProvider";
import { useGo } from "@/shared/navigation";
import { href, type RouteName } from "@/shared/routes";
import { useMe, useSignOut } from "@/shared/session/me";
import { can, type Permission } from "@/shared/session/permissions";
import { useChangeSettings } from "@/shared/settings";

import type { PaletteItem } from "./items";
import { type MessageKey, t } from "./texts";

type Shown = Exclude<ActionId, "palette.open" | `go.${string}`>;

const ICONS: Record<Shown, LucideIcon> = {
  "help.open": Keyboard,
  "search.focus": Search,
  "conversation.next": ArrowDown,
  "conversation.previous": ArrowUp,
  "conversation.reply": MessageCircleReply,
  "conversation.note": StickyNote,
  "conversation.attach": Paperclip,
  "conversation.takeOver": Hand,
  "conversation.giveBack": Sparkles,
  "conversation.assign": UserPlus,
  "conversation.label": Tag,
  "conversation.priority": Flag,
  "conversation.snooze": AlarmClock,
  "conversation.resolve": CircleCheck,
  "conversation.resolveNext": CheckCheck,
  "conversation.details": Info,
  "view.next": PanelTop,
};

/** What the screen that is shown can do; the pages the keyboard leads to are in a group of their own. */
export function useActionItems(): PaletteItem[] {
  const { ids, run } = useActionsNow();
  const keys = useBindings();
  return ids.filter(isShown).map((id) => ({
    value: `action ${id}`,
    label: t(actionLabel(id)),
    ...(keys[id] ? { keys: shownCombination(keys[id]) } : {}),
    icon: ICONS[id],
    run: () => void run(id),
  }));
}

function isShown(id: ActionId): id is Shown {
  return id in ICONS;
}

const CREATIONS: readonly {
  label: MessageKey;
  icon: LucideIcon;
  route: RouteName;
  needs: Permission;
}[] = [
  { label: "palette.new.article", icon: FilePlus2, route: "article", needs: "knowledge.write" },
  { label: "palette.new.invite", icon: UserRoundPlus, route: "people", needs: "people.write" },
  { label: "palette.new.team", icon: UsersRound, route: "people", needs: "people.write" },
  { label: "palette.new.inbox", icon: MessageSquarePlus, route: "inboxes", needs: "inboxes.write" },
  { label: "palette.new.label", icon: Tags, route: "labels", needs: "conversations.write" },
  {
    label: "palette.new.canned",
    icon: TextQuote,
    route: "cannedResponses",
    needs: "conversations.write",
  },
];

/** What can be created; the page opens its form (`useNewFromAddress`). */
export function useCreationItems(): PaletteItem[] {
  const me = useMe();
  const go = useGo();
  return CREATIONS.filter(({ needs }) => can(me, needs)).map(({ label, icon, route }) => ({
    value: label,
    label: t(label),
    icon,
    run: () =>
      go(route === "article" ? href(route) : href(route, { new: label.split(".").at(-1) ?? "" })),
  }));
}

/** What somebody sets for themselves. */
export function usePreferenceItems(): PaletteItem[] {
  const { mutate: change } = useChangeSettings();
  const signOut = useSignOut();
  const item = (label: MessageKey, icon: LucideIcon, run: () => void): PaletteItem => ({
    value: label,
    label: t(label),
    icon,
    run,
  });
  return [
    item("palette.online", CircleDot, () => change({ availability: "online" })),
    item("palette.away", CircleDashed, () => change({ availability: "away" })),
    item("palette.busy", CircleMinus, () => change({ availability: "busy" })),
    item("palette.light", Sun, () => change({ theme: "light" })),
    item("palette.dark", Moon, () => change({ theme: "dark" })),
    item("palette.system", Monitor, () => change({ theme: "system" })),
    item("palette.signOut", LogOut, () => void signOut()),
  ];
}
