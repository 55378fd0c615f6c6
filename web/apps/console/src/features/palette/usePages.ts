"use client";

import {
  BookOpen,
  BookUser,
  ChartColumn,
  CodeXml,
  FlaskConical,
  Globe,
  Inbox,
  LifeBuoy,
  ListChecks,
  type LucideIcon,
  MessageSquareCode,
  Settings,
  Tags,
  TextQuote,
  UserRound,
  UsersRound,
} from "lucide-react";

import { shownCombination } from "@/shared/keyboard/combination";
import { useBindings } from "@/shared/keyboard/KeyboardProvider";
import { useGo } from "@/shared/navigation";
import { href, mayOpen, type RouteName, ROUTES } from "@/shared/routes";
import { useMe } from "@/shared/session/me";

import type { PaletteItem } from "./items";
import { t } from "./texts";

/** Pages about one thing are reached through it. */
type Page = Exclude<RouteName, "article" | "source" | "inboxSettings">;

const PAGES: Record<Page, LucideIcon> = {
  inbox: Inbox,
  contacts: BookUser,
  knowledge: BookOpen,
  sources: Globe,
  insights: ChartColumn,
  helpCenter: LifeBuoy,
  playground: FlaskConical,
  inboxes: MessageSquareCode,
  people: UsersRound,
  developers: CodeXml,
  settings: Settings,
  labels: Tags,
  cannedResponses: TextQuote,
  profile: UserRound,
  setup: ListChecks,
};

/** Every page that the person may open. */
export function usePageItems(): PaletteItem[] {
  const go = useGo();
  const { permissions } = useMe();
  const keys: Readonly<Record<string, string>> = useBindings();
  return (Object.keys(PAGES) as Page[])
    .filter((name) => mayOpen(name, permissions))
    .map((name) => {
      const combination = keys[`go.${name}`];
      return {
        value: `page ${name}`,
        label: t("palette.goTo", { page: t(ROUTES[name].title) }),
        ...(combination ? { keys: shownCombination(combination) } : {}),
        icon: PAGES[name],
        run: () => go(href(name)),
      };
    });
}
