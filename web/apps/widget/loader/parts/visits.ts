import type { Visit } from "../../shared/protocol";

const MOST = 30;

/**
 * Loaded by the first `track`: visits wait here until there is a chat to tell them to, as nothing of a page's visitors
 * is sent while nobody chats. They outlive going to another page of the same tab, where the browser lets us keep them.
 */
export class Visits {
  private waiting: Visit[] = [];
  private stopFollowing: (() => void) | undefined;
  private readonly name: string;

  /** @param tell takes them if there is a chat, or says that there is none */
  constructor(
    key: string,
    private readonly tell: (visits: Visit[]) => boolean,
  ) {
    this.name = `switchboard:visits:${key}`;
    try {
      this.waiting = JSON.parse(sessionStorage.getItem(this.name) ?? "[]") as Visit[];
    } catch {
      // Nothing is kept.
    }
  }

  add(name: string, data?: Record<string, unknown>): void {
    const visit: Visit = {
      name,
      page: location.href,
      title: document.title,
      at: new Date().toISOString(),
      ...(data ? { data } : {}),
    };
    this.waiting = [...this.waiting, visit].slice(-MOST);
    this.flush();
  }

  /** Tells all that wait, if somebody listens now. */
  flush(): void {
    if (this.waiting.length > 0 && this.tell(this.waiting)) this.waiting = [];
    this.keep();
  }

  /** Adds this page, and each that a single-page application goes on to. */
  follow(): void {
    this.stopFollowing ??= followPages(() => this.add("page"));
  }

  forget(): void {
    this.stopFollowing?.();
    this.waiting = [];
    this.keep();
  }

  private keep(): void {
    try {
      if (this.waiting.length > 0) sessionStorage.setItem(this.name, JSON.stringify(this.waiting));
      else sessionStorage.removeItem(this.name);
    } catch {
      // Kept for as long as this page is.
    }
  }
}

/** Calls `see` for this page and for each that follows it without being loaded; gives what ends that. */
function followPages(see: () => void): () => void {
  const { navigation } = window as { navigation?: EventTarget };
  let seen = "";
  const look = (): void => {
    if (seen === location.href) return;
    seen = location.href;
    see();
  };
  const [source, event] = navigation ? [navigation, "navigatesuccess"] : [window, "popstate"];
  source.addEventListener(event, look);
  look();
  return () => source.removeEventListener(event, look);
}
