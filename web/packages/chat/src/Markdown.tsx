import type { Token, Tokens } from "marked";
import { Fragment, memo, type ReactElement, type ReactNode } from "react";

import { type Format, lex } from "./lex";
import { SafeLink } from "./links";

/**
 * Renders our subset of Markdown: paragraphs, emphasis, lists, links, code, quotes, tables. The text is parsed to
 * tokens and each known token becomes an element; there is no HTML string anywhere, so nothing has to be sanitised.
 * Raw HTML is shown as text, pictures become links, and links go only where `safeUrl` lets them.
 */
export const Markdown = memo(function Markdown({
  text,
  format = "markdown",
}: {
  text: string;
  format?: Exclude<Format, "plain">;
}): ReactElement {
  return (
    <div className="sbc-markdown" data-typed={format === "typed" || undefined}>
      {blocks(lex(text, format))}
    </div>
  );
});

/** The text as it would be read aloud, on one line and without the marks. */
export function plainText(text: string, format: Format = "markdown"): string {
  const said = format === "plain" ? text : words(lex(text, format));
  return said.replace(/\s+/gu, " ").trim();
}

const BLOCKS = ["paragraph", "heading", "list", "list_item", "blockquote", "code", "table", "br"];

function words(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      const inside = childrenOf(token);
      const text = inside ? words(inside) : leafText(token);
      return BLOCKS.includes(token.type) ? `${text} ` : text;
    })
    .join("");
}

function childrenOf(token: Token): Token[] | undefined {
  if (token.type === "list") return (token as Tokens.List).items;
  if (token.type === "table") return cellsOf(token as Tokens.Table);
  return "tokens" in token ? token.tokens : undefined;
}

/** Row by row; each cell ends as a paragraph does. */
function cellsOf({ header, rows }: Tokens.Table): Token[] {
  return [header, ...rows]
    .flat()
    .map(({ text, tokens }) => ({ type: "paragraph", raw: text, text, tokens }));
}

function leafText(token: Token): string {
  if (token.type === "space" || token.type === "hr" || token.type === "br") return "";
  return "text" in token && typeof token.text === "string" ? token.text : token.raw;
}

function blocks(tokens: Token[]): ReactNode[] {
  return tokens.map((token, index) => <Fragment key={index}>{block(token)}</Fragment>);
}

function block(token: Token): ReactNode {
  switch (token.type) {
    case "space":
    case "def":
      return null;
    case "paragraph":
      return <p>{inlines(token.tokens)}</p>;
    case "heading":
      return (
        <p>
          <strong>{inlines(token.tokens)}</strong>
        </p>
      );
    case "list":
      return list(token as Tokens.List);
    case "blockquote":
      return <blockquote>{blocks(token.tokens ?? [])}</blockquote>;
    case "code":
      return (
        <pre>
          <code>{(token as Tokens.Code).text}</code>
        </pre>
      );
    case "hr":
      return <hr />;
    case "table":
      return table(token as Tokens.Table);
    case "html":
      return <p>{token.raw}</p>;
    default:
      return inline(token);
  }
}

function list(token: Tokens.List): ReactElement {
  const items = token.items.map((item, index) => <li key={index}>{blocks(item.tokens)}</li>);
  return token.ordered ? <ol start={Number(token.start) || 1}>{items}</ol> : <ul>{items}</ul>;
}

function table(token: Tokens.Table): ReactElement {
  return (
    <div className="sbc-table">
      <table>
        <thead>
          <tr>
            {token.header.map((cell, index) => (
              <th key={index} data-align={cell.align ?? undefined}>
                {inlines(cell.tokens)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {token.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} data-align={cell.align ?? undefined}>
                  {inlines(cell.tokens)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function inlines(tokens: Token[] | undefined): ReactNode[] {
  return (tokens ?? []).map((token, index) => <Fragment key={index}>{inline(token)}</Fragment>);
}

function inline(token: Token): ReactNode {
  switch (token.type) {
    case "strong":
      return <strong>{inlines(token.tokens)}</strong>;
    case "em":
      return <em>{inlines(token.tokens)}</em>;
    case "del":
      return <del>{inlines(token.tokens)}</del>;
    case "codespan":
      return <code>{(token as Tokens.Codespan).text}</code>;
    case "br":
      return <br />;
    case "link":
      return <SafeLink href={(token as Tokens.Link).href}>{inlines(token.tokens)}</SafeLink>;
    case "image":
      return (
        <SafeLink href={(token as Tokens.Image).href}>
          {(token as Tokens.Image).text || token.raw}
        </SafeLink>
      );
    case "html":
      return token.raw;
    case "text":
      return token.tokens ? inlines(token.tokens) : token.raw;
    case "escape":
      return (token as Tokens.Escape).text;
    default:
      return token.raw;
  }
}
