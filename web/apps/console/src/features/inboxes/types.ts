import type { WebchatForm } from "./settings";

/** What every card of a web chat's settings is given. */
export interface CardProps {
  form: WebchatForm;
  change: (part: Partial<WebchatForm>) => void;
}
