import type { Metadata } from "next";
import { type ReactElement, Suspense } from "react";

import { AcceptInviteScreen } from "@/features/auth/AcceptInviteScreen";

export const metadata: Metadata = { title: "Join" };

export default function AcceptInvitePage(): ReactElement {
  return (
    <Suspense>
      <AcceptInviteScreen />
    </Suspense>
  );
}
