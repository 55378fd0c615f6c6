import type { ApiClient } from "../api/client";
import type {
  Availability,
  Entry,
  HelpHit,
  HelpPage,
  HomeContent,
  OwnConversation,
} from "../api/types";
import { FileAddresses } from "./files";

/** What the visitor can do besides talking. Each call is one request, and fails as requests do. */
export class Services {
  readonly files: FileAddresses;

  constructor(
    private readonly key: string,
    private readonly api: ApiClient,
    private readonly request: ApiClient["request"],
  ) {
    this.files = new FileAddresses(api, request);
  }

  availability(): Promise<Availability> {
    return this.request("GET", "availability");
  }

  home(language: string): Promise<HomeContent> {
    return this.request("GET", `home?language=${encodeURIComponent(language)}`);
  }

  rate(score: number, comment: string): Promise<unknown> {
    return this.request("POST", "rating", { score, comment });
  }

  /** Resolves with the address it goes to, its middle hidden. */
  async sendTranscript(): Promise<string> {
    return (await this.request<{ to: string }>("POST", "transcript", {})).to;
  }

  async conversations(): Promise<OwnConversation[]> {
    return (await this.request<{ items: OwnConversation[] }>("GET", "conversations")).items;
  }

  async conversation(id: string): Promise<Entry[]> {
    const path = `conversations/${id}/timeline`;
    return (await this.request<{ items: Entry[] }>("GET", path)).items;
  }

  async findArticles(query: string, language: string): Promise<HelpHit[]> {
    const asked = new URLSearchParams({ q: query, language });
    return (await this.request<{ items: HelpHit[] }>("GET", `articles?${asked.toString()}`)).items;
  }

  article(id: string): Promise<HelpPage> {
    return this.request("GET", `articles/${id}`);
  }

  /** The address of the inbox's logo. */
  get logo(): string {
    return this.api.address(`widget/logo?key=${encodeURIComponent(this.key)}`);
  }
}
