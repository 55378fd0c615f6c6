/** What the frame shows. */
export type View =
  | { kind: "talk" }
  | { kind: "home" }
  | { kind: "article"; id: string; title: string }
  | { kind: "past"; id: string };

export type Go = (view: View) => void;
