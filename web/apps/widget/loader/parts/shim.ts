import type { SwitchboardFunction } from "@switchboard/react/sdk";

/** Our function, or its queue while the script is still on its way: what is asked of it then waits. */
export function switchboard(): SwitchboardFunction {
  const { Switchboard } = window;
  if (Switchboard) return Switchboard;
  const queue = ((...call: unknown[]) =>
    void queue.q?.push(call)) as unknown as SwitchboardFunction;
  queue.q = [];
  return (window.Switchboard = queue);
}

/** Only the texts: other chats' attributes hold whatever a site once put there. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Without what is missing. */
export function given<Fields extends Record<string, unknown>>(
  fields: Fields,
): {
  [Name in keyof Fields]?: Exclude<Fields[Name], undefined>;
} {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as ReturnType<typeof given<Fields>>;
}
