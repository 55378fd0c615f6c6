import type { Catalog } from "./catalog";
import { articles } from "./de/articles";
import { auth } from "./de/auth";
import { common } from "./de/common";
import { composer } from "./de/composer";
import { contacts } from "./de/contacts";
import { conversation } from "./de/conversation";
import { customer } from "./de/customer";
import { developers } from "./de/developers";
import { inbox } from "./de/inbox";
import { inboxes } from "./de/inboxes";
import { keys } from "./de/keys";
import { knowledge } from "./de/knowledge";
import { labels } from "./de/labels";
import { list } from "./de/list";
import { look } from "./de/look";
import { marks } from "./de/marks";
import { notices } from "./de/notices";
import { palette } from "./de/palette";
import { people } from "./de/people";
import { playground } from "./de/playground";
import { profile } from "./de/profile";
import { settings } from "./de/settings";
import { setup } from "./de/setup";
import { shell } from "./de/shell";
import { sources } from "./de/sources";
import { trace } from "./de/trace";

/** The interface in German. */
export const de: Catalog = {
  ...common,
  ...shell,
  ...auth,
  ...inbox,
  ...trace,
  ...knowledge,
  ...articles,
  ...sources,
  ...playground,
  ...inboxes,
  ...look,
  ...marks,
  ...list,
  ...labels,
  ...contacts,
  ...people,
  ...developers,
  ...settings,
  ...profile,
  ...composer,
  ...keys,
  ...palette,
  ...conversation,
  ...customer,
  ...notices,
  ...setup,
};
