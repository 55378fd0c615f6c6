import type { Permission } from "./session/permissions";
import type { MessageKey } from "./t";

export interface Route {
  path: string;
  title: MessageKey;
  /** Any of these opens it; none: everybody who is signed in. */
  needs: readonly Permission[];
}

/** Every page of the signed-in console. The page guard, the tab's title, the rail and the palette read it. */
export const ROUTES = {
  inbox: { path: "/inbox/", title: "shell.inbox", needs: ["conversations.read"] },
  contacts: { path: "/contacts/", title: "contacts.title", needs: ["contacts.read"] },
  knowledge: { path: "/knowledge/", title: "shell.knowledge", needs: ["knowledge.read"] },
  article: { path: "/knowledge/edit/", title: "knowledge.article", needs: ["knowledge.read"] },
  sources: { path: "/knowledge/sources/", title: "sources.title", needs: ["knowledge.read"] },
  source: { path: "/knowledge/sources/view/", title: "sources.title", needs: ["knowledge.read"] },
  insights: {
    path: "/knowledge/insights/",
    title: "knowledge.insights",
    needs: ["knowledge.read"],
  },
  helpCenter: {
    path: "/knowledge/help-center/",
    title: "knowledge.helpCenter",
    needs: ["knowledge.read"],
  },
  playground: { path: "/playground/", title: "shell.playground", needs: ["assistant.try"] },
  inboxes: { path: "/inboxes/", title: "shell.inboxes", needs: ["inboxes.write"] },
  inboxSettings: { path: "/inboxes/edit/", title: "shell.inboxes", needs: ["inboxes.write"] },
  people: { path: "/people/", title: "shell.people", needs: ["people.read"] },
  developers: {
    path: "/developers/",
    title: "shell.developers",
    needs: ["api_keys.manage", "jobs.manage"],
  },
  settings: { path: "/settings/", title: "shell.settings", needs: ["settings.write"] },
  labels: { path: "/labels/", title: "labels.title", needs: ["conversations.read"] },
  cannedResponses: {
    path: "/canned-responses/",
    title: "canned.title",
    needs: ["conversations.read"],
  },
  profile: { path: "/profile/", title: "shell.profile", needs: [] },
  setup: { path: "/setup/", title: "setup.title", needs: ["settings.write"] },
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof ROUTES;

type Params = URLSearchParams | Readonly<Record<string, string | number>>;

/** The address of a page, with its parameters. */
export function href(name: RouteName, params: Params = {}): string {
  const pairs = params instanceof URLSearchParams ? [...params] : Object.entries(params);
  const query = new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString();
  return ROUTES[name].path + (query && `?${query}`);
}

/** The page that an address belongs to: the most exact one. */
export function routeAt(pathname: string): RouteName | undefined {
  const names = (Object.keys(ROUTES) as RouteName[]).filter((name) =>
    pathname.startsWith(ROUTES[name].path),
  );
  return names.sort((a, b) => ROUTES[b].path.length - ROUTES[a].path.length)[0];
}

/** Whether somebody with these permissions may open a page. */
export function mayOpen(name: RouteName, permissions: readonly string[]): boolean {
  const { needs } = ROUTES[name] as Route;
  return needs.length === 0 || needs.some((need) => permissions.includes(need));
}
