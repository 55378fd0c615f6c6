"use client";

import { classes } from "@switchboard/ui";
import { Ellipsis, LogOut, type LucideIcon, UserRound } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { type ReactElement, Suspense, useState } from "react";

import { Link } from "@/components/Link";
import { Sheet } from "@/components/Sheet";
import { useMe, useSignOut } from "@/shared/session/me";
import { t } from "@/features/shell/texts";
import { href, ROUTES } from "@/shared/routes";

import { type Destination, destinationOf, destinationsFor } from "./navigation";

const SHOWN = 3;

/** The navigation of a phone: a bar at the bottom, the rest behind "More". */
export function BottomBar(): ReactElement {
  return (
    <Suspense>
      <Bar />
    </Suspense>
  );
}

function Bar(): ReactElement | null {
  const me = useMe();
  const current = destinationOf(usePathname());
  const inConversation = useSearchParams().has("c");
  const [more, setMore] = useState(false);
  const allowed = destinationsFor(me.permissions);
  // A conversation takes the whole phone; its own back button leads out.
  if (inConversation) return null;
  const hidden = allowed.slice(SHOWN);
  return (
    <nav
      aria-label={t("shell.navigation")}
      className="flex shrink-0 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {allowed.slice(0, SHOWN).map((item) => (
        <BarLink key={item.name} item={item} active={item === current} />
      ))}
      <button
        type="button"
        onClick={() => setMore(true)}
        className={classes(BAR_ITEM, current && hidden.includes(current) ? ACTIVE : "text-muted")}
      >
        <Ellipsis size={22} aria-hidden />
        {t("shell.more")}
      </button>
      <Sheet open={more} onOpenChange={setMore} title={me.workspace.name}>
        <MoreLinks items={hidden} onLeave={() => setMore(false)} />
      </Sheet>
    </nav>
  );
}

const BAR_ITEM =
  "flex flex-1 flex-col items-center gap-0.5 py-2 text-[0.6875rem] font-medium -outline-offset-2";
const ACTIVE = "text-accent-text";

function BarLink({ item, active }: { item: Destination; active: boolean }): ReactElement {
  const Icon = item.icon;
  return (
    <Link
      href={href(item.name)}
      aria-current={active ? "page" : undefined}
      className={classes(BAR_ITEM, active ? ACTIVE : "text-muted")}
    >
      <Icon size={22} aria-hidden />
      {t(ROUTES[item.name].title)}
    </Link>
  );
}

function MoreLinks({
  items,
  onLeave,
}: {
  items: readonly Destination[];
  onLeave: () => void;
}): ReactElement {
  const signOut = useSignOut();
  return (
    <ul className="-mx-2 flex flex-col">
      {items.map(({ name, icon }) => (
        <MoreLink
          key={name}
          href={href(name)}
          label={t(ROUTES[name].title)}
          icon={icon}
          onLeave={onLeave}
        />
      ))}
      <MoreLink
        href={href("profile")}
        label={t("shell.profile")}
        icon={UserRound}
        onLeave={onLeave}
      />
      <li>
        <button
          type="button"
          className={classes(MORE_ITEM, "w-full")}
          onClick={() => void signOut()}
        >
          <LogOut size={20} aria-hidden />
          {t("shell.signOut")}
        </button>
      </li>
    </ul>
  );
}

const MORE_ITEM = "flex items-center gap-3 rounded-md px-3 py-3 text-base hover:bg-surface-2";

function MoreLink(props: {
  href: string;
  label: string;
  icon: LucideIcon;
  onLeave: () => void;
}): ReactElement {
  const Icon = props.icon;
  return (
    <li>
      <Link href={props.href} onClick={props.onLeave} className={MORE_ITEM}>
        <Icon size={20} aria-hidden className="text-muted" />
        {props.label}
      </Link>
    </li>
  );
}
