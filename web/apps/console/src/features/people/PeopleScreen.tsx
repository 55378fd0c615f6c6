"use client";

import { Button, Tabs } from "@switchboard/ui";
import { Plus, UserPlus } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactElement, useState } from "react";

import { Page } from "@/components/Page";
import { useAddressPart } from "@/shared/address";
import { useNewFromAddress } from "@/shared/useNewFromAddress";
import { useCan } from "@/shared/session/me";
import { t } from "@/features/people/texts";

import { MemberList } from "./MemberList";
import { TeamList } from "./TeamList";

const InviteDialog = dynamic(() => import("./InviteDialog").then((code) => code.InviteDialog), {
  loading: () => null,
});

const TeamDialog = dynamic(() => import("./TeamDialog").then((code) => code.TeamDialog), {
  loading: () => null,
});

type Tab = "members" | "teams";

/** Who works here, and in which teams. */
export function PeopleScreen(): ReactElement {
  const canWrite = useCan("people.write");
  const [chosen, setTab] = useAddressPart<Tab>("tab", ["members", "teams"], "members");
  const [dialog, setDialog] = useState<"invite" | "team" | null>(null);
  useNewFromAddress((what) => setDialog(what === "team" ? "team" : "invite"));
  const tab = dialog === "team" ? "teams" : chosen;
  const close = (open: boolean) => {
    if (open) return;
    setTab(tab);
    setDialog(null);
  };
  const members = tab === "members";
  const add = (
    <Button
      variant="primary"
      icon={members ? <UserPlus size={16} aria-hidden /> : <Plus size={16} aria-hidden />}
      onClick={() => setDialog(members ? "invite" : "team")}
    >
      {members ? t("people.invite") : t("people.newTeam")}
    </Button>
  );
  return (
    <Page title={t("people.title")} description={t("people.lead")} actions={canWrite ? add : null}>
      <Tabs
        label={t("people.title")}
        value={tab}
        onValueChange={setTab}
        items={[
          { value: "members", label: t("people.members"), panel: <MemberList /> },
          { value: "teams", label: t("people.teams"), panel: <TeamList /> },
        ]}
      />
      {dialog === "invite" ? <InviteDialog onOpenChange={close} /> : null}
      {dialog === "team" ? <TeamDialog team={null} onOpenChange={close} /> : null}
    </Page>
  );
}
