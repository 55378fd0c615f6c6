import type { Conversation, Me } from "@switchboard/api-client";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { findEmoji, loadEmoji } from "./emoji";
import { type Edit, replace, toggle } from "./markdown-edit";
import { triggerAt } from "./trigger";
import { fillVariables, openVariables } from "./variables";

/** "a [b] c": the brackets say what is selected. */
function edit(marked: string): Edit {
  const start = marked.indexOf("[");
  const end = marked.indexOf("]") - 1;
  return { text: marked.replace("[", "").replace("]", ""), start, end };
}

function shown({ text, start, end }: Edit): string {
  return `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`;
}

describe("Markdown", () => {
  it("marks what is selected, and takes the mark back", () => {
    expect(shown(toggle(edit("a [b] c"), "bold"))).toBe("a **[b]** c");
    expect(shown(toggle(edit("a **[b]** c"), "bold"))).toBe("a [b] c");
    expect(shown(toggle(edit("[]"), "italic"))).toBe("_[]_");
    // Whoever writes inside of the marks leaves them by the same keys.
    expect(shown(toggle(edit("**a b[]**"), "bold"))).toBe("**a b**[]");
  });

  it("makes lists of whole lines", () => {
    expect(toggle(edit("one\ntw[o\nthr]ee"), "list").text).toBe("one\n- two\n- three");
    expect(toggle(edit("[- two\n- three]"), "list").text).toBe("two\nthree");
    expect(toggle(edit("[- two\n- three]"), "numbers").text).toBe("1. two\n2. three");
  });

  it("links words, and addresses", () => {
    expect(toggle({ text: "see here", start: 4, end: 8 }, "link").text).toBe(
      "see [here](https://)",
    );
    const address = toggle({ text: "https://a.example", start: 0, end: 17 }, "link");
    expect(address).toEqual({ text: "[](https://a.example)", start: 1, end: 1 });
  });

  it("keeps the selection inside of the text, whatever is toggled", () => {
    const marks = fc.constantFrom("bold", "italic", "code", "list", "numbers", "link" as const);
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("a", "-", " ", "\n", "*") }),
        fc.nat(),
        fc.nat(),
        marks,
        (text, a, b, mark) => {
          const [start, end] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y);
          const made = toggle({ text, start: start ?? 0, end: end ?? 0 }, mark as never);
          expect(made.start).toBeGreaterThanOrEqual(0);
          expect(made.end).toBeGreaterThanOrEqual(made.start);
          expect(made.end).toBeLessThanOrEqual(made.text.length);
        },
      ),
    );
  });
});

describe("triggerAt", () => {
  const all = ["canned", "mention", "emoji"] as const;

  it("sees what is being named before the caret", () => {
    expect(triggerAt("/ref", 4, all)).toEqual({ kind: "canned", query: "ref", from: 0 });
    expect(triggerAt("Hi /", 4, all)).toEqual({ kind: "canned", query: "", from: 3 });
    expect(triggerAt("ask @ana le", 11, all)).toEqual({
      kind: "mention",
      query: "ana le",
      from: 4,
    });
    expect(triggerAt("so :smi", 7, all)).toEqual({ kind: "emoji", query: "smi", from: 3 });
  });

  it("leaves times, addresses and mail alone", () => {
    for (const text of ["at 10:30", "https://a.example/b", "me@example.com", "a :)", "and/or"]) {
      expect(triggerAt(text, text.length, all)).toBeNull();
    }
    expect(triggerAt("@ana", 4, ["canned", "emoji"])).toBeNull();
  });

  it("is replaced by what was chosen", () => {
    expect(replace("so :smi, yes", 3, 7, "😄")).toEqual({ text: "so 😄, yes", start: 5, end: 5 });
  });
});

describe("variables", () => {
  const known = {
    conversation: { id: "cnv_1", contact: { name: "Vera Lind", email: null } } as Conversation,
    contact: undefined,
    me: { member: { name: "Ana Sol" }, workspace: { name: "Kettlewick" } } as Me,
  };

  it("are filled in where there is a value, and stay to be seen where there is none", () => {
    const body =
      "Hi {{contact.first_name}}, {{ contact.email }} at {{workspace.name}}. {{agent.name}}";
    const filled = fillVariables(body, known);
    expect(filled).toBe("Hi Vera, {{ contact.email }} at Kettlewick. Ana Sol");
    expect(openVariables(filled)).toEqual(["contact.email"]);
    expect(fillVariables("{{contact.email | no address}}, {{contact.phone|}}!", known)).toBe(
      "no address, !",
    );
    expect(fillVariables("Hi {{ contact.first_name | there }}!", known)).toBe("Hi Vera!");
  });
});

describe("emoji", () => {
  it("are found by their names, in the interface's language too", async () => {
    expect(findEmoji(await loadEmoji("en"), "smile")[0]?.char).toBe("😄");
    expect(findEmoji(await loadEmoji("en"), "+1")[0]?.char).toBe("👍");
    const spanish = findEmoji(await loadEmoji("es"), "corazon");
    expect(spanish.some(({ char }) => /❤|💖|💙/u.test(char))).toBe(true);
  });
});
