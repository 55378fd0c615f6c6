import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

const NEAR_PX = 80;

interface StickToBottom {
  box: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  /** Whether the end is out of sight. */
  away: boolean;
  toEnd: () => void;
}

/**
 * Keeps a scrolled box at its end while its content grows, unless the reader has scrolled up; and keeps what they
 * read in place when earlier entries are put in above it.
 *
 * @param firstKey of the first row: another one means that rows were put in above
 * @param sentKey of what the reader sent last: they want to see it
 */
export function useStickToBottom(
  firstKey: string | undefined,
  sentKey: string | undefined,
): StickToBottom {
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const stuck = useRef(true);
  const before = useRef({ key: firstKey, height: 0 });
  const [away, setAway] = useState(false);

  const toEnd = useCallback(() => {
    const element = box.current;
    if (!element) return;
    stuck.current = true;
    setAway(false);
    element.scrollTop = element.scrollHeight;
  }, []);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    let top = element.scrollTop;
    const onScroll = (): void => {
      // Content that grows moves the end away without moving the reader: only going up is theirs.
      const up = element.scrollTop < top;
      top = element.scrollTop;
      const rest = element.scrollHeight - element.scrollTop - element.clientHeight;
      if (rest < NEAR_PX) stuck.current = true;
      else if (up) stuck.current = false;
      setAway(!stuck.current);
    };
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => element.removeEventListener("scroll", onScroll);
  }, []);

  useEffect(() => {
    if (!content.current || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(() => {
      if (stuck.current && box.current) box.current.scrollTop = box.current.scrollHeight;
    });
    observer.observe(content.current);
    if (box.current) observer.observe(box.current);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    if (before.current.key !== firstKey && !stuck.current) {
      element.scrollTop += element.scrollHeight - before.current.height;
    }
    before.current = { key: firstKey, height: element.scrollHeight };
  });

  useEffect(() => {
    if (sentKey !== undefined) toEnd();
  }, [sentKey, toEnd]);

  return { box, content, away, toEnd };
}
