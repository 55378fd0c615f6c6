/** localStorage of the frame's own origin, or memory where the browser refuses it. Never a cookie. */
export class Storage {
  private readonly memory = new Map<string, string>();

  constructor(private readonly prefix: string) {}

  get(name: string): string | null {
    try {
      return localStorage.getItem(this.prefix + name) ?? this.memory.get(name) ?? null;
    } catch {
      return this.memory.get(name) ?? null;
    }
  }

  /** Calls back when another tab of this site has changed it. */
  watch(name: string, changed: (value: string | null) => void): void {
    addEventListener("storage", (event) => {
      if (event.key === this.prefix + name && event.newValue !== event.oldValue) {
        if (event.newValue === null) this.memory.delete(name);
        changed(event.newValue);
      }
    });
  }

  set(name: string, value: string | null): void {
    if (value === null) this.memory.delete(name);
    else this.memory.set(name, value);
    try {
      if (value === null) localStorage.removeItem(this.prefix + name);
      else localStorage.setItem(this.prefix + name, value);
    } catch {
      // Kept in memory until the page is left.
    }
  }
}
