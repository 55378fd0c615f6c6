import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useState } from "react";

/** Fewer rows than this are all drawn: the browser's own search then finds them. */
export const MIN_VIRTUAL_ROWS = 100;
const ROW_PX = 57;
const OVERSCAN = 12;

/** The rows of a long table that are drawn now, and the room that the others take. */
export interface Window {
  rows: readonly number[];
  before: number;
  after: number;
  measure: ((element: Element | null) => void) | undefined;
  reveal: (index: number) => void;
}

/** `table`: the table, which lies in whatever scrolls it. */
export function useWindow(count: number, table: RefObject<HTMLElement | null>): Window {
  const virtual = count > MIN_VIRTUAL_ROWS;
  const [place, setPlace] = useState<{ scroller: HTMLElement; top: number } | null>(null);
  useEffect(() => {
    const scroller = scrollerOf(table.current);
    if (!virtual || !table.current || !scroller) return;
    const top =
      table.current.getBoundingClientRect().top -
      scroller.getBoundingClientRect().top +
      scroller.scrollTop;
    setPlace({ scroller, top });
  }, [virtual, table]);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here is memoized
  const virtualizer = useVirtualizer({
    count,
    enabled: virtual && place !== null,
    getScrollElement: () => place?.scroller ?? null,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    scrollMargin: place?.top ?? 0,
  });
  if (!virtual) {
    const rows = Array.from({ length: count }, (_, index) => index);
    return { rows, before: 0, after: 0, measure: undefined, reveal: () => undefined };
  }
  const items = virtualizer.getVirtualItems();
  const margin = virtualizer.options.scrollMargin;
  const [first, last] = [items[0], items[items.length - 1]];
  return {
    rows: items.map(({ index }) => index),
    before: first ? first.start - margin : 0,
    after: last ? virtualizer.getTotalSize() - (last.end - margin) : 0,
    measure: virtualizer.measureElement,
    reveal: (index) => virtualizer.scrollToIndex(index),
  };
}

function scrollerOf(element: HTMLElement | null): HTMLElement | null {
  for (let parent = element?.parentElement; parent; parent = parent.parentElement) {
    if (/auto|scroll/u.test(getComputedStyle(parent).overflowY)) return parent;
  }
  return document.documentElement;
}
