import { beforeEach, describe, expect, it } from "vitest";

import type { Entry } from "../api/types";
import { Reading } from "./reading";
import { Storage } from "./storage";

const message = (seq: number): Entry => ({
  seq,
  id: `msg_${seq}`,
  kind: "message",
  author: { kind: "member" },
  text: "",
  created_at: "2026-01-01T00:00:00Z",
});

beforeEach(() => localStorage.clear());

describe("Reading", () => {
  it("counts what was not on the screen, and tells how far it was read", () => {
    const told: number[] = [];
    const reading = new Reading(new Storage("a:"), (seq) => told.push(seq));
    reading.update([message(1), message(2)], false);
    expect(reading.unread.get()).toBe(2);
    reading.update([message(1), message(2)], true);
    expect(reading.unread.get()).toBe(0);
    expect(told).toEqual([2]);
  });

  it("has read what another tab has read", () => {
    const reading = new Reading(new Storage("a:"), () => undefined);
    reading.update([message(1), message(2), message(3)], false);
    localStorage.setItem("a:read", "2");
    dispatchEvent(new StorageEvent("storage", { key: "a:read", newValue: "2", oldValue: null }));
    expect(reading.unread.get()).toBe(1);
  });
});
