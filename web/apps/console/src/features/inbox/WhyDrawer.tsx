"use client";

import { EmptyState } from "@switchboard/ui";
import type { ReactElement } from "react";

import { QueryView } from "@/components/QueryView";
import { Sheet } from "@/components/Sheet";
import { TurnTrace } from "@/components/TurnTrace";
import { t } from "@/features/inbox/texts";

import { useTurns } from "./queries";

interface WhyDrawerProps {
  conversationId: string;
  turnId: string | null;
  onClose: () => void;
}

/** The trace of one turn beside the conversation. */
export function WhyDrawer({ conversationId, turnId, onClose }: WhyDrawerProps): ReactElement {
  const turns = useTurns(conversationId, turnId !== null);
  return (
    <Sheet
      open={turnId !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t("trace.title")}
    >
      <QueryView query={turns}>
        {(items) => {
          const turn = items.find((item) => item.id === turnId);
          return turn ? (
            <TurnTrace turn={turn} />
          ) : (
            <EmptyState title={t("trace.missing")} description={t("trace.missingDetail")} />
          );
        }}
      </QueryView>
    </Sheet>
  );
}
