import { describe, expect, it } from "vitest";

import { ACTION_IDS, ACTIONS, bindings, conflict } from "./actions";
import { combinationOf, isTyped, type KeyPress, shownCombination } from "./combination";

function press(
  key: string,
  code: string,
  ...held: ("alt" | "ctrl" | "meta" | "shift")[]
): KeyPress {
  return {
    key,
    code,
    altKey: held.includes("alt"),
    ctrlKey: held.includes("ctrl"),
    metaKey: held.includes("meta"),
    shiftKey: held.includes("shift"),
  };
}

describe("combinationOf", () => {
  it("counts letters by what they are, and by where they lie on other alphabets", () => {
    expect(combinationOf(press("e", "KeyE", "alt"), false)).toBe("Alt+E");
    // AZERTY: the key that says A lies where QWERTY has Q.
    expect(combinationOf(press("a", "KeyQ", "alt"), false)).toBe("Alt+A");
    expect(combinationOf(press("у", "KeyE", "alt"), false)).toBe("Alt+E");
    expect(combinationOf(press("ק", "KeyE", "alt"), false)).toBe("Alt+E");
    // Option makes signs, or begins an accent, on a Mac.
    expect(combinationOf(press("∆", "KeyJ", "alt"), true)).toBe("Alt+J");
    expect(combinationOf(press("Dead", "KeyE", "alt"), true)).toBe("Alt+E");
  });

  it("counts signs by what they are, wherever a layout has them", () => {
    expect(combinationOf(press("?", "Slash", "shift"), false)).toBe("?");
    expect(combinationOf(press("?", "Minus", "shift"), false)).toBe("?");
    expect(combinationOf(press("/", "Digit7", "shift"), false)).toBe("/");
  });

  it("knows the platform's main modifier", () => {
    expect(combinationOf(press("k", "KeyK", "ctrl"), false)).toBe("Mod+K");
    expect(combinationOf(press("k", "KeyK", "meta"), true)).toBe("Mod+K");
    expect(combinationOf(press("k", "KeyK", "ctrl"), true)).toBe("Ctrl+K");
    expect(combinationOf(press("E", "KeyE", "ctrl", "alt", "shift"), false)).toBe(
      "Mod+Alt+Shift+E",
    );
  });

  it("waits while only modifiers are down", () => {
    expect(combinationOf(press("Alt", "AltLeft", "alt"), false)).toBeNull();
    expect(combinationOf(press("Dead", "BracketLeft"), false)).toBeNull();
  });
});

describe("actions", () => {
  it("have no key twice", () => {
    const used = ACTION_IDS.map((id) => ACTIONS[id]).filter(Boolean);
    expect(new Set<string>(used).size).toBe(used.length);
  });

  it("take the person's own keys, and tell whose key it was", () => {
    const keys = bindings({ "conversation.next": "J", "go.people": "" });
    expect(keys["conversation.next"]).toBe("J");
    expect(keys["conversation.previous"]).toBe("Alt+K");
    expect(conflict(keys, "go.people", "Alt+K")).toBe("conversation.previous");
    expect(conflict(keys, "conversation.previous", "Alt+K")).toBeUndefined();
    expect(conflict(keys, "go.people", "")).toBeUndefined();
  });

  it("are shown as people read them", () => {
    expect(shownCombination("Mod+Alt+E", true)).toBe("⌘⌥E");
    expect(shownCombination("Mod+Alt+E", false)).toBe("Ctrl+Alt+E");
    expect(shownCombination("Alt++", false)).toBe("Alt++");
    expect([isTyped("?"), isTyped("Shift+J"), isTyped("Alt+J")]).toEqual([true, true, false]);
  });
});
