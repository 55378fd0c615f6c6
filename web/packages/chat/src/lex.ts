import { Lexer, type Token, Tokenizer, type Tokens, walkTokens } from "marked";

/**
 * How a message was written. `markdown`: by the assistant or in an article. `typed`: by a person in a box whose toolbar
 * makes a few marks; all else stays as it was typed. `plain`: text without any marks.
 */
export type Format = "plain" | "typed" | "markdown";

const OPTIONS = { gfm: true, breaks: true } as const;

/** Markdown's tokens. */
export function lex(text: string, format: Exclude<Format, "plain">): Token[] {
  if (format === "typed")
    return new Lexer({ ...OPTIONS, tokenizer: new TypedTokenizer() }).lex(text);
  const tokens = new Lexer(OPTIONS).lex(text);
  walkTokens(tokens, (token) => {
    if (token.type === "text" && !token.tokens) token.raw = token.text = decode(token.raw);
  });
  return tokens;
}

const WORD = /[\p{L}\p{N}]/u;

/** Knows what the toolbar of the composer makes: bold, italic, code, links and lists. "5*3*2 = 30" is none of these. */
class TypedTokenizer extends Tokenizer {
  override emStrong(
    src: string,
    masked: string,
    before = "",
  ): Tokens.Em | Tokens.Strong | undefined {
    if (/^\*(?!\*)/u.test(src) || WORD.test(before)) return undefined;
    const token = super.emStrong(src, masked, before);
    return token && !WORD.test(src.charAt(token.raw.length)) ? token : undefined;
  }

  override list(src: string): Tokens.List | undefined {
    return /^ {0,3}(?:-|\d{1,9}\.) /u.test(src) ? super.list(src) : undefined;
  }

  override heading = nothing;
  override lheading = nothing;
  override hr = nothing;
  override html = nothing;
  override def = nothing;
  override code = nothing;
  override blockquote = nothing;
  override escape = nothing;
  override del = nothing;
}

function nothing(): undefined {
  return undefined;
}

const ENTITIES: Record<string, string> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&nbsp;": "\u00a0",
};

function decode(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39|nbsp);/gu, (entity) => ENTITIES[entity] ?? entity);
}
