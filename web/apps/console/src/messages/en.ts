import { auth } from "./en/auth";
import { common } from "./en/common";
import { composer } from "./en/composer";
import { contacts } from "./en/contacts";
import { conversation } from "./en/conversation";
import { customer } from "./en/customer";
import { developers } from "./en/developers";
import { inbox } from "./en/inbox";
import { inboxes } from "./en/inboxes";
import { insights } from "./en/insights";
import { keys } from "./en/keys";
import { knowledge } from "./en/knowledge";
import { labels } from "./en/labels";
import { list } from "./en/list";
import { look } from "./en/look";
import { marks } from "./en/marks";
import { notices } from "./en/notices";
import { palette } from "./en/palette";
import { people } from "./en/people";
import { playground } from "./en/playground";
import { profile } from "./en/profile";
import { settings } from "./en/settings";
import { setup } from "./en/setup";
import { shell } from "./en/shell";
import { sources } from "./en/sources";
import { trace } from "./en/trace";

/** Every text of the interface in English. Other languages have the same keys. */
export const en = {
  ...common,
  ...shell,
  ...auth,
  ...inbox,
  ...trace,
  ...knowledge,
  ...sources,
  ...insights,
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
