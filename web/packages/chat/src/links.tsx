import type { ReactElement, ReactNode } from "react";

/** A link to another site in a new tab, or only its text when it leads to a place we do not send people. */
export function SafeLink({ href, children }: { href: string; children: ReactNode }): ReactElement {
  const url = safeUrl(href);
  if (!url) return <>{children}</>;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

/** The address if it is absolute and of a harmless scheme, else null. */
export function safeUrl(href: string): string | null {
  if (!URL.canParse(href)) return null;
  const url = new URL(href);
  return ["https:", "http:", "mailto:", "tel:"].includes(url.protocol) ? url.href : null;
}

const ADDRESS = /(https?:\/\/[^\s<>"]*[^\s<>".,:;!?'()[\]])/u;

/** Plain text, as typed; addresses in it are links. */
export function PlainText({ text }: { text: string }): ReactElement {
  const parts = text.split(ADDRESS);
  return (
    <p className="sbc-plain">
      {parts.map((part, index) =>
        index % 2 ? (
          <SafeLink key={index} href={part}>
            {part}
          </SafeLink>
        ) : (
          part
        ),
      )}
    </p>
  );
}
