import type { Catalog } from "./catalog";
import { articles } from "./es/articles";
import { auth } from "./es/auth";
import { common } from "./es/common";
import { composer } from "./es/composer";
import { contacts } from "./es/contacts";
import { conversation } from "./es/conversation";
import { customer } from "./es/customer";
import { developers } from "./es/developers";
import { inbox } from "./es/inbox";
import { inboxes } from "./es/inboxes";
import { keys } from "./es/keys";
import { knowledge } from "./es/knowledge";
import { labels } from "./es/labels";
import { list } from "./es/list";
import { look } from "./es/look";
import { marks } from "./es/marks";
import { notices } from "./es/notices";
import { palette } from "./es/palette";
import { people } from "./es/people";
import { playground } from "./es/playground";
import { profile } from "./es/profile";
import { settings } from "./es/settings";
import { setup } from "./es/setup";
import { shell } from "./es/shell";
import { sources } from "./es/sources";
import { trace } from "./es/trace";

/** The interface in Spanish. */
export const es: Catalog = {
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
