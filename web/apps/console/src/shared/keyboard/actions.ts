import type { MessageKey } from "../t";

import type { Combination } from "./combination";

/** Everything the keyboard can do, with the keys it has until somebody chooses others. */
export const ACTIONS = {
  "palette.open": "Mod+K",
  "help.open": "?",
  "search.focus": "/",
  "conversation.next": "Alt+J",
  "conversation.previous": "Alt+K",
  "conversation.reply": "Alt+L",
  "conversation.note": "Alt+P",
  "conversation.attach": "Mod+Alt+A",
  "conversation.takeOver": "Alt+T",
  "conversation.giveBack": "Alt+G",
  "conversation.assign": "Alt+A",
  "conversation.label": "Alt+B",
  "conversation.priority": "Alt+U",
  "conversation.snooze": "Alt+M",
  "conversation.resolve": "Alt+E",
  "conversation.resolveNext": "Mod+Alt+E",
  "conversation.details": "Alt+I",
  "view.next": "Alt+N",
  "go.inbox": "Alt+C",
  "go.knowledge": "Alt+W",
  "go.playground": "Alt+Y",
  "go.inboxes": "",
  "go.people": "",
  "go.settings": "Alt+S",
  "go.profile": "",
} as const satisfies Record<string, Combination>;

export type ActionId = keyof typeof ACTIONS;
export const ACTION_IDS = Object.keys(ACTIONS) as ActionId[];

/** How the list of keys is divided. */
export const ACTION_GROUPS = [
  { label: "keys.group.general", ids: ["palette.open", "help.open", "search.focus"] },
  {
    label: "keys.group.conversation",
    ids: ACTION_IDS.filter((id) => id.startsWith("conversation.") || id.startsWith("view.")),
  },
  { label: "keys.group.go", ids: ACTION_IDS.filter((id) => id.startsWith("go.")) },
] as const satisfies { label: MessageKey; ids: readonly ActionId[] }[];

export function actionLabel(id: ActionId): MessageKey {
  return `keys.${id}`;
}

/** The keys of every action: the person's own choice where there is one. An empty choice takes the key away. */
export function bindings(chosen: Readonly<Record<string, string>>): Record<ActionId, Combination> {
  const all = ACTION_IDS.map((id) => [id, chosen[id] ?? ACTIONS[id]] as const);
  return Object.fromEntries(all) as Record<ActionId, Combination>;
}

/** The other action that has this combination already. */
export function conflict(
  keys: Record<ActionId, Combination>,
  id: ActionId,
  combination: Combination,
): ActionId | undefined {
  return ACTION_IDS.find(
    (other) => other !== id && combination !== "" && keys[other] === combination,
  );
}
