import type { Catalog } from "./catalog";
import { auth } from "./de/auth";
import { common } from "./de/common";
import { composer } from "./de/composer";
import { developers } from "./de/developers";
import { inbox } from "./de/inbox";
import { inboxes } from "./de/inboxes";
import { keys } from "./de/keys";
import { knowledge } from "./de/knowledge";
import { palette } from "./de/palette";
import { people } from "./de/people";
import { playground } from "./de/playground";
import { profile } from "./de/profile";
import { settings } from "./de/settings";
import { shell } from "./de/shell";
import { trace } from "./de/trace";

/** The interface in German. */
export const de: Catalog = {
  ...common,
  ...shell,
  ...auth,
  ...inbox,
  ...trace,
  ...knowledge,
  ...playground,
  ...inboxes,
  ...people,
  ...developers,
  ...settings,
  ...profile,
  ...composer,
  ...keys,
  ...palette,
};
