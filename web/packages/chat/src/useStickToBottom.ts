import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

const NEAR_PX = 80;
/** What readers move with; scrolling itself may as well be ours. */
const MOVES = ["wheel", "touchmove", "pointerdown", "keydown"] as const;

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
 * @param at of the message that they look for: it is kept in the middle instead, until they move
 * @param whole whether the end of the content is the end of the conversation: only there is a reader kept
 */
export function useStickToBottom(
  firstKey: string | undefined,
  sentKey: string | undefined,
  at?: number,
  whole = true,
): StickToBottom {
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const stuck = useRef(true);
  const aims = useRef(false);
  const lookedFor = useRef<number>(undefined);
  const before = useRef({ key: firstKey, height: 0 });
  const [away, setAway] = useState(false);

  const toEnd = useCallback(() => {
    const element = box.current;
    if (!element) return;
    stuck.current = true;
    aims.current = false;
    setAway(false);
    element.scrollTop = element.scrollHeight;
  }, []);
  const keep = useCallback(() => {
    const element = box.current;
    const found = aims.current && element?.querySelector("[data-found]");
    if (found) found.scrollIntoView({ block: "center" });
    else if (element && stuck.current) element.scrollTop = element.scrollHeight;
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
      if (rest < NEAR_PX && whole && !aims.current) stuck.current = true;
      else if (up || !whole) stuck.current = false;
      setAway(rest >= NEAR_PX && !stuck.current);
    };
    const onMove = (): void => {
      aims.current = false;
    };
    element.addEventListener("scroll", onScroll, { passive: true });
    for (const move of MOVES) element.addEventListener(move, onMove, { passive: true });
    return () => {
      element.removeEventListener("scroll", onScroll);
      for (const move of MOVES) element.removeEventListener(move, onMove);
    };
  }, [whole]);

  useEffect(() => {
    if (!content.current || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(keep);
    observer.observe(content.current);
    if (box.current) observer.observe(box.current);
    return () => observer.disconnect();
  }, [keep]);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    if (before.current.key !== firstKey && !stuck.current) {
      element.scrollTop += element.scrollHeight - before.current.height;
    }
    before.current = { key: firstKey, height: element.scrollHeight };
  });

  useLayoutEffect(() => {
    if (at !== undefined) {
      aims.current = true;
      stuck.current = false;
      keep();
    } else if (lookedFor.current !== undefined) toEnd();
    lookedFor.current = at;
  }, [at, keep, toEnd]);

  useEffect(() => {
    if (sentKey !== undefined) toEnd();
  }, [sentKey, toEnd]);

  return { box, content, away, toEnd };
}
