"use client";

import { Avatar, classes, IconButton, Menu } from "@switchboard/ui";
import { Check, Keyboard, LogOut, Search, UserRound } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import type { ReactElement } from "react";

import { Link } from "@/components/Link";
import { useActionsNow, useKeysOf } from "@/shared/keyboard/KeyboardProvider";
import { useMe, useSignOut } from "@/shared/session/me";
import { useChangeSettings, useSettings } from "@/shared/settings";
import { t } from "@/features/shell/texts";
import { href, ROUTES } from "@/shared/routes";

import { Logo } from "./Logo";
import { destinationOf, destinationsFor } from "./navigation";

/** The navigation of a desk: a narrow column at the left. */
export function Rail(): ReactElement {
  const me = useMe();
  const current = destinationOf(usePathname());
  return (
    <nav
      aria-label={t("shell.navigation")}
      className="hidden w-21 shrink-0 flex-col items-stretch gap-1 border-r border-line bg-surface px-1.5 py-3 md:flex"
    >
      <div className="mb-3 flex justify-center">
        <Logo size={32} />
      </div>
      <SearchButton />
      {destinationsFor(me.permissions).map(({ name, icon: Icon }) => {
        const active = current?.name === name;
        return (
          <Link
            key={name}
            href={href(name)}
            aria-current={active ? "page" : undefined}
            className={classes(
              "flex flex-col items-center gap-1 rounded-lg px-1 py-2 text-[0.6875rem] font-medium transition-colors",
              active
                ? "bg-accent-soft text-on-accent-soft"
                : "text-muted hover:bg-surface-2 hover:text-ink",
            )}
          >
            <Icon size={20} strokeWidth={active ? 2.2 : 1.8} aria-hidden />
            {t(ROUTES[name].title)}
          </Link>
        );
      })}
      <div className="mt-auto flex justify-center">
        <ProfileMenu />
      </div>
    </nav>
  );
}

/** The palette, for those who do not know its keys yet. */
function SearchButton(): ReactElement {
  const { run } = useActionsNow();
  const keys = useKeysOf("palette.open");
  return (
    <div className="mb-1 flex justify-center">
      <IconButton
        label={t("palette.title")}
        {...(keys ? { shortcut: keys } : {})}
        onClick={() => void run("palette.open")}
      >
        <Search size={19} aria-hidden />
      </IconButton>
    </div>
  );
}

function ProfileMenu(): ReactElement {
  const me = useMe();
  const router = useRouter();
  const { run } = useActionsNow();
  const signOut = useSignOut();
  const { availability } = useSettings();
  const { mutate: change } = useChangeSettings();
  return (
    <Menu
      align="start"
      side="top"
      trigger={
        <button type="button" className="relative rounded-full p-1 hover:bg-surface-2">
          <Avatar name={me.member.name} id={me.member.id} size={34} />
          <AvailabilityDot availability={availability} />
          <span className="visually-hidden">{t("shell.account", { name: me.member.name })}</span>
        </button>
      }
      items={[
        { heading: me.member.email },
        ...AVAILABILITIES.map((value) => ({
          label: t(`profile.availability.${value}`),
          icon:
            value === availability ? (
              <Check size={16} aria-hidden />
            ) : (
              <AvailabilityMark availability={value} />
            ),
          onSelect: () => change({ availability: value }),
        })),
        { separator: true },
        {
          label: t("shell.profile"),
          icon: <UserRound size={16} aria-hidden />,
          onSelect: () => router.push(href("profile")),
        },
        {
          label: t("profile.keys"),
          icon: <Keyboard size={16} aria-hidden />,
          onSelect: () => void run("help.open"),
        },
        {
          label: t("shell.signOut"),
          icon: <LogOut size={16} aria-hidden />,
          onSelect: () => void signOut(),
        },
      ]}
    />
  );
}

const AVAILABILITIES = ["online", "busy", "away"] as const;
type Availability = (typeof AVAILABILITIES)[number];

const MARKS: Record<Availability, string> = {
  online: "bg-success-text",
  busy: "bg-danger",
  away: "bg-control",
};

function AvailabilityMark({ availability }: { availability: Availability }): ReactElement {
  return (
    <span
      aria-hidden
      className={classes("size-2.5 rounded-full forced-color-adjust-none", MARKS[availability])}
    />
  );
}

/** At the picture's corner: colleagues see the same in their lists. */
function AvailabilityDot({ availability }: { availability: Availability }): ReactElement {
  return (
    <span
      aria-hidden
      className={classes(
        "absolute right-0.5 bottom-0.5 size-3 rounded-full border-2 border-surface",
        MARKS[availability],
      )}
    />
  );
}
