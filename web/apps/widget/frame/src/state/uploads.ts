import { type ApiClient, ApiError } from "../api/client";
import type { Attachment, NewUpload, Problem, UploadState } from "../api/types";
import { backoff } from "./backoff";
import { Observable } from "./observable";

/** Bytes sent at a time: small enough that a broken line costs seconds. */
const PIECE_BYTES = 512 * 1024;

/** A file that the visitor wants to send, with what is known of it before the server has seen it. */
export interface ChosenFile {
  key: string;
  blob: Blob;
  name: string;
  duration?: number;
  waveform?: readonly number[];
}

export interface UploadProgress {
  /** 0 to 1. */
  share: number;
  /** Once it is complete and the server has looked at it. */
  attachment: Attachment | null;
  /** Why the server does not take it; nothing helps then but another file. */
  problem: Problem | null;
}

/**
 * Sends one file piece by piece. Whatever breaks, it asks the server how far it came and goes on there, for as long
 * as the page is open; `serverId` lets another page go on.
 */
export class Upload {
  readonly progress: Observable<UploadProgress>;
  /** A picture's address in this browser, to be shown at once. */
  readonly preview: string | undefined;
  private cancelled = false;
  private running: Promise<Attachment> | null = null;

  constructor(
    readonly file: ChosenFile,
    private readonly api: Pick<ApiClient, "request">,
    public serverId: string | null = null,
    private readonly onServerId: (id: string) => void = () => undefined,
  ) {
    this.progress = new Observable<UploadProgress>({ share: 0, attachment: null, problem: null });
    const picture = /^image\/(?:png|jpeg|gif|webp)$/u.test(file.blob.type);
    this.preview = picture ? URL.createObjectURL(file.blob) : undefined;
  }

  /** Resolves with the attachment; rejects with the server's refusal, or when it was cancelled. */
  run(): Promise<Attachment> {
    this.running ??= this.keepTrying();
    return this.running;
  }

  cancel(): void {
    this.cancelled = true;
    this.release();
  }

  /** Lets go of the preview. */
  release(): void {
    if (this.preview) URL.revokeObjectURL(this.preview);
  }

  private async keepTrying(): Promise<Attachment> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.sendAll();
      } catch (error) {
        if (this.cancelled || !(error instanceof ApiError)) throw error;
        // What was begun may have been forgotten meanwhile; then it begins anew.
        if (error.status === 404 && this.serverId) this.serverId = null;
        else if (!error.temporary && error.status !== 409) {
          this.patch({ problem: error.problem });
          throw error;
        }
        await new Promise((resolve) => setTimeout(resolve, backoff(attempt)));
      }
    }
  }

  private async sendAll(): Promise<Attachment> {
    let state = await this.whereItIs();
    while (!state.attachment) {
      if (this.cancelled) throw new Error("cancelled");
      this.patch({ share: state.offset / state.size });
      const piece = this.file.blob.slice(state.offset, state.offset + PIECE_BYTES);
      state = await this.api.request("PATCH", this.path, piece, {
        "Upload-Offset": String(state.offset),
      });
    }
    this.patch({ share: 1, attachment: state.attachment });
    return state.attachment;
  }

  private async whereItIs(): Promise<UploadState> {
    if (this.serverId) return this.api.request("GET", this.path);
    const { blob, name, duration, waveform } = this.file;
    const announced: NewUpload = {
      name,
      size: blob.size,
      media_type: blob.type.slice(0, 100),
      ...(duration ? { duration } : {}),
      ...(waveform?.length ? { waveform } : {}),
    };
    const begun = await this.api.request<UploadState>("POST", "attachments/uploads", announced);
    this.serverId = begun.id;
    this.onServerId(begun.id);
    return begun;
  }

  private get path(): string {
    return `attachments/uploads/${this.serverId}`;
  }

  private patch(change: Partial<UploadProgress>): void {
    this.progress.set({ ...this.progress.get(), ...change });
  }
}
