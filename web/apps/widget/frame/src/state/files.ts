import type { Attachment } from "@switchboard/chat";

import type { ApiClient } from "../api/client";
import type { FileLink } from "../api/types";

/** A link lasts five minutes; one that is nearly over is not handed out any more. */
const FRESH_MS = 4 * 60_000;

/** Addresses of files for this browser: asked for once, and again when they grow old. */
export class FileAddresses {
  private readonly known = new Map<string, { at: number; link: Promise<FileLink> }>();

  constructor(
    private readonly api: Pick<ApiClient, "address">,
    private readonly request: ApiClient["request"],
  ) {}

  readonly resolve = async (
    file: Attachment,
    variant: "original" | "thumbnail",
  ): Promise<string> => {
    const { url, thumbnail_url } = await this.link(file.id);
    return this.api.address(variant === "thumbnail" ? (thumbnail_url ?? url) : url);
  };

  private link(id: string): Promise<FileLink> {
    const known = this.known.get(id);
    if (known && Date.now() - known.at < FRESH_MS) return known.link;
    const link = this.request<FileLink>("POST", `attachments/${id}/link`, {});
    this.known.set(id, { at: Date.now(), link });
    link.catch(() => this.known.delete(id));
    return link;
  }
}
