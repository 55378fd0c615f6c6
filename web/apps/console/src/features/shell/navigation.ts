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

import { mayOpen, type RouteName, ROUTES } from "@/shared/routes";

export interface Destination {
  name: RouteName;
  icon: LucideIcon;
}

/** Everything the rail leads to, the daily work first. */
const DESTINATIONS: readonly Destination[] = [
  { name: "inbox", icon: Inbox },
  { name: "contacts", icon: BookUser },
  { name: "knowledge", icon: BookOpen },
  { name: "playground", icon: FlaskConical },
  { name: "inboxes", icon: MessageSquareCode },
  { name: "people", icon: UsersRound },
  { name: "developers", icon: CodeXml },
  { name: "settings", icon: Settings },
];

/** Where somebody with these permissions may go. */
export function destinationsFor(permissions: readonly string[]): readonly Destination[] {
  return DESTINATIONS.filter(({ name }) => mayOpen(name, permissions));
}

/** The destination of the rail that an address belongs to. */
export function destinationOf(pathname: string): Destination | undefined {
  return DESTINATIONS.find(({ name }) => pathname.startsWith(ROUTES[name].path));
}
