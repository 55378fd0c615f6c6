import "fake-indexeddb/auto";

import { Blob as NodeBlob } from "node:buffer";

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { ApiError } from "../api/client";
import type { Attachment } from "../api/types";
import type { Parcel } from "./parcel-store";
import { Parcels } from "./parcels";
import { Upload } from "./uploads";

/** The server's side of uploads: keeps bytes by file, and can break at will. */
class FakeServer {
  readonly files = new Map<string, { size: number; offset: number; name: string }>();
  readonly delivered: { id: string; text: string; files: string[] }[] = [];
  /** How many of the next calls fail as without a network. */
  breaks = 0;
  /** What the next piece is refused with. */
  refusal: ApiError | null = null;
  pieces = 0;

  readonly request = <T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<T> => {
    if (this.breaks > 0) {
      this.breaks -= 1;
      return Promise.reject(new ApiError({ status: 0 }));
    }
    return Promise.resolve(this.answer(method, path, body, headers) as T);
  };

  private answer(
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string>,
  ): unknown {
    if (method === "POST") {
      const { name, size } = body as { name: string; size: number };
      const id = `att_${this.files.size}`;
      this.files.set(id, { size, offset: 0, name });
      return { id, offset: 0, size, attachment: null };
    }
    const id = path.split("/").pop() ?? "";
    const file = this.files.get(id);
    if (!file) throw new ApiError({ status: 404 });
    if (method === "PATCH") {
      if (this.refusal) throw this.refusal;
      expect(Number(headers["Upload-Offset"])).toBe(file.offset);
      file.offset += (body as Blob).size;
      this.pieces += 1;
    }
    const attachment = file.offset === file.size ? ({ id, name: file.name } as Attachment) : null;
    return { id, offset: file.offset, size: file.size, attachment };
  }

  readonly deliver = (parcel: Parcel, files: readonly Attachment[]): Promise<void> => {
    this.delivered.push({ id: parcel.id, text: parcel.text, files: files.map(({ id }) => id) });
    return Promise.resolve();
  };
}

/** Node's own Blob: jsdom's cannot be kept in a database. */
const file = (name: string, bytes: number) => ({
  key: name,
  name,
  blob: new NodeBlob([new Uint8Array(bytes)], { type: "application/pdf" }) as Blob,
});

let server: FakeServer;
let key = 0;
beforeEach(() => {
  server = new FakeServer();
  key += 1;
  vi.spyOn(Math, "random").mockReturnValue(0);
});
afterEach(() => vi.restoreAllMocks());

describe("Upload", () => {
  it("sends a file in pieces and says how far it is", async () => {
    const upload = new Upload(file("a.pdf", 1_300_000), server);
    const shares: number[] = [];
    upload.progress.subscribe(() => shares.push(upload.progress.get().share));
    expect((await upload.run()).id).toBe("att_0");
    expect(server.pieces).toBe(3);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  it("goes on where it was when the line breaks", async () => {
    const upload = new Upload(file("a.pdf", 1_300_000), server);
    const breakOnce = upload.progress.subscribe(() => {
      if (server.pieces !== 1) return;
      server.breaks = 2;
      breakOnce();
    });
    await upload.run();
    expect(server.files.size).toBe(1);
    expect(server.pieces).toBe(3);
  });

  it("begins anew when the server has forgotten it", async () => {
    const upload = new Upload(file("a.pdf", 10), server, "att_long_ago");
    expect((await upload.run()).id).toBe("att_0");
  });

  it("ends when the server does not take the file", async () => {
    server.refusal = new ApiError({ status: 415, detail: "Not this kind." });
    const upload = new Upload(file("a.exe", 10), server);
    await expect(upload.run()).rejects.toThrow("Not this kind.");
    expect(upload.progress.get().problem?.status).toBe(415);
  });
});

describe("Parcels", () => {
  it("sends messages after their files, in the order in which they were written", async () => {
    const parcels = new Parcels(`key-${key}`, server);
    await parcels.add("first", [
      parcels.upload(file("a.pdf", 10)),
      parcels.upload(file("b.pdf", 5)),
    ]);
    await parcels.add("second", []);
    expect(parcels.busy).toBe(true);
    expect(await parcels.flush(server.deliver)).toBe(true);
    expect(server.delivered.map(({ text, files }) => [text, files])).toEqual([
      ["first", ["att_0", "att_1"]],
      ["second", []],
    ]);
    expect(parcels.busy).toBe(false);
  });

  it("goes on after a reload, files and all", async () => {
    const before = new Parcels(`key-${key}`, server);
    await before.add("with a file", [before.upload(file("a.pdf", 10))]);
    const after = new Parcels(`key-${key}`, server);
    await after.load();
    expect(after.items.get()[0]?.parcel.text).toBe("with a file");
    await after.flush(server.deliver);
    expect(server.delivered).toHaveLength(1);
    const later = new Parcels(`key-${key}`, server);
    await later.load();
    expect(later.items.get()).toEqual([]);
  });

  it("keeps what was refused, lets the next pass, and tries again when asked", async () => {
    const parcels = new Parcels(`key-${key}`, server);
    server.refusal = new ApiError({ status: 415 });
    await parcels.add("bad", [parcels.upload(file("a.exe", 10))]);
    await parcels.add("good", []);
    await parcels.flush(server.deliver);
    expect(server.delivered.map(({ text }) => text)).toEqual(["good"]);
    const [left] = parcels.items.get();
    expect(left?.parcel).toMatchObject({ state: "failed", problem: { status: 415 } });

    server.refusal = null;
    expect(await parcels.retry(left?.parcel.id ?? "")).toBe(true);
    await parcels.flush(server.deliver);
    expect(server.delivered.map(({ text }) => text)).toEqual(["good", "bad"]);
  });

  it("stops when the server cannot be reached, and keeps the order", async () => {
    const parcels = new Parcels(`key-${key}`, server);
    await parcels.add("one", []);
    const down = vi.fn().mockRejectedValue(new ApiError({ status: 503 }));
    expect(await parcels.flush(down)).toBe(false);
    expect(parcels.busy).toBe(true);
  });
});
