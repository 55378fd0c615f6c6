import { href } from "@/shared/routes";
/** Where to go after signing in: a path of this console, never another site's address. */
export function safeNext(next: string | null): string {
  if (!next?.startsWith("/") || next.startsWith("//") || next.includes("\\")) return href("inbox");
  return next.startsWith("/sign-in") ? href("inbox") : next;
}
