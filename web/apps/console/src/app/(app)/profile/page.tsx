import type { Metadata } from "next";
import { type ReactElement, Suspense } from "react";

import { ProfileScreen } from "@/features/profile/ProfileScreen";

export const metadata: Metadata = { title: "Profile" };

export default function ProfilePage(): ReactElement {
  return (
    <Suspense>
      <ProfileScreen />
    </Suspense>
  );
}
