import { auth } from "./en/auth";
import { common } from "./en/common";
import { composer } from "./en/composer";
import { developers } from "./en/developers";
import { inbox } from "./en/inbox";
import { inboxes } from "./en/inboxes";
import { keys } from "./en/keys";
import { knowledge } from "./en/knowledge";
import { palette } from "./en/palette";
import { people } from "./en/people";
import { playground } from "./en/playground";
import { profile } from "./en/profile";
import { settings } from "./en/settings";
import { shell } from "./en/shell";
import { trace } from "./en/trace";

/** Every text of the interface in English. Other languages have the same keys. */
export const en = {
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
