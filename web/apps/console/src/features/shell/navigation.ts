import {
  BookOpen,
  BookUser,
  CodeXml,
  FlaskConical,
  Inbox,
  type LucideIcon,
  MessageSquareCode,
  Settings,
  UsersRound,
} from "lucide-react";

import type { Permission } from "@/shared/session/permissions";
import type { MessageKey } from "@/features/shell/texts";

export interface Destination {
  href: string;
  label: MessageKey;
  icon: LucideIcon;
  /** Any of these opens it. */
  needs: readonly Permission[];
}

/** Everything the rail leads to, the daily work first. */
export const destinations: readonly Destination[] = [
  { href: "/inbox/", label: "shell.inbox", icon: Inbox, needs: ["conversations.read"] },
  { href: "/contacts/", label: "contacts.title", icon: BookUser, needs: ["contacts.read"] },
  { href: "/knowledge/", label: "shell.knowledge", icon: BookOpen, needs: ["knowledge.read"] },
  { href: "/playground/", label: "shell.playground", icon: FlaskConical, needs: ["assistant.try"] },
  { href: "/inboxes/", label: "shell.inboxes", icon: MessageSquareCode, needs: ["inboxes.write"] },
  { href: "/people/", label: "shell.people", icon: UsersRound, needs: ["people.read"] },
  {
    href: "/developers/",
    label: "shell.developers",
    icon: CodeXml,
    needs: ["api_keys.manage", "jobs.manage"],
  },
  { href: "/settings/", label: "shell.settings", icon: Settings, needs: ["settings.write"] },
];

/** The destination that an address belongs to. */
export function destinationOf(pathname: string): Destination | undefined {
  return destinations.find((item) => pathname.startsWith(item.href));
}

/** What a page is called in its tab; pages beside the navigation have their own names. */
export function titleOf(pathname: string): MessageKey | undefined {
  if (pathname.startsWith("/profile/")) return "shell.profile";
  if (pathname.startsWith("/labels/")) return "labels.title";
  if (pathname.startsWith("/canned-responses/")) return "canned.title";
  if (pathname.startsWith("/setup/")) return "setup.title";
  return destinationOf(pathname)?.label;
}
