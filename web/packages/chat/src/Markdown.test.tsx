import { render, screen } from "@testing-library/react";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { PlainText, safeUrl } from "./links";
import { Markdown, plainText } from "./Markdown";

const html = (text: string): string => render(<Markdown text={text} />).container.innerHTML;

describe("Markdown", () => {
  it("renders our subset", () => {
    const { container } = render(
      <Markdown text={"**a** *b* `c`\n\n- one\n- two\n\n| x | y |\n|---|---|\n| 1 | 2 |"} />,
    );
    for (const tag of ["strong", "em", "code", "ul", "table"]) {
      expect(container.querySelector(tag)).toBeInTheDocument();
    }
    expect(container.querySelectorAll("li")).toHaveLength(2);
  });

  it("shows HTML as text", () => {
    render(<Markdown text={'<img src=x onerror="alert(1)"> and\n\n<script>alert(2)</script>'} />);
    expect(document.querySelector("img, script")).toBeNull();
    expect(screen.getByText(/onerror/u)).toBeInTheDocument();
  });

  it("opens links in a new tab that cannot reach back, and makes a picture a link", () => {
    render(<Markdown text={"[here](https://a.test/x) ![pic](https://a.test/p.png)"} />);
    const link = screen.getByRole("link", { name: "here" });
    expect(link).toHaveAttribute("rel", "noopener noreferrer nofollow");
    expect(link).toHaveAttribute("target", "_blank");
    expect(screen.getByRole("link", { name: "pic" })).toBeInTheDocument();
    expect(document.querySelector("img")).toBeNull();
  });

  it.each([
    "javascript:alert(1)",
    "data:text/html,x",
    "JaVaScRiPt:x",
    "/relative",
    "//x.test",
    "vbscript:x",
  ])("does not link to %s", (href) => {
    expect(safeUrl(href)).toBeNull();
    expect(html(`[text](${href})`)).not.toContain("<a");
  });

  it("decodes the entities that people write, and no more", () => {
    expect(render(<Markdown text={"a &amp; b &lt;c&gt; &copy;"} />).container).toHaveTextContent(
      "a & b <c> &copy;",
    );
  });

  it("never makes an element that runs or loads something, whatever the text", () => {
    const piece = fc.constantFrom(
      "<",
      ">",
      "[",
      "](",
      ")",
      "javascript:",
      "![",
      "`",
      "*",
      "\n",
      "#",
      "|",
      "x",
      '"',
      "onload=",
      "<svg/",
      "&lt;",
      "- ",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const { container, unmount } = render(<Markdown text={pieces.join("")} />);
        expect(container.querySelector("script, img, svg, iframe, style, [onload]")).toBeNull();
        for (const link of container.querySelectorAll("a")) {
          expect(link.getAttribute("href")).toMatch(/^(https?|mailto|tel):/u);
        }
        unmount();
      }),
    );
  });
});

describe("a table", () => {
  it("keeps its columns' alignment", () => {
    const { container } = render(<Markdown text={"| a | b |\n|---|--:|\n| 1 | 2 |"} />);
    const aligned = [...container.querySelectorAll("[data-align='right']")];
    expect(aligned.map(({ textContent }) => textContent)).toEqual(["b", "2"]);
  });
});

describe("plainText", () => {
  it("reads as it would be spoken", () => {
    expect(plainText("**30 days**, see [the page](https://a.test)\n\n- one\n- two")).toBe(
      "30 days, see the page one two",
    );
    expect(plainText("Prices:\n\n| Size | Price |\n|---|---|\n| **Small** | 49 € |")).toBe(
      "Prices: Size Price Small 49 €",
    );
  });
});

describe("what a person typed", () => {
  const typed = (text: string): HTMLElement =>
    render(<Markdown text={text} format="typed" />).container;

  it.each([
    "5*3*2 = 30",
    "2**3**2",
    "2 * 3 * 4, *not* bold",
    "C:\\*.txt and \\_",
    "# 5 is broken",
    "a &amp; b &lt;c&gt;",
    "> 18 years",
    "~5 to ~6, ~~no~~",
    "+ 5",
    "* one",
    "snake_case_name",
    "<b>hi</b>",
    "***",
  ])("shows %s as typed", (text) => {
    expect(typed(text).textContent).toBe(text);
    expect(plainText(text, "typed")).toBe(text);
  });

  it("knows the marks of the toolbar", () => {
    const shown = typed("**a** _b_ `c` [d](https://d.test)\n\n- e\n- f\n\n1. g");
    for (const tag of ["strong", "em", "code", "a", "ul", "ol"]) {
      expect(shown.querySelector(tag), tag).toBeInTheDocument();
    }
  });
});

describe("PlainText", () => {
  it("keeps every letter, and makes links of addresses", () => {
    const text = "see https://a.test/x?y=1 (or http://b.test/z), **not** bold";
    const { container } = render(<PlainText text={text} />);
    expect(container.textContent).toBe(text);
    expect([...container.querySelectorAll("a")].map(({ href }) => href)).toEqual([
      "https://a.test/x?y=1",
      "http://b.test/z",
    ]);
  });

  it("keeps any text", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { container, unmount } = render(<PlainText text={text} />);
        expect(container.textContent).toBe(text);
        unmount();
      }),
    );
  });
});
