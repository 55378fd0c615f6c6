import type { Metadata } from "next";
import { type ReactElement, Suspense } from "react";

import { PeopleScreen } from "@/features/people/PeopleScreen";

export const metadata: Metadata = { title: "People" };

export default function PeoplePage(): ReactElement {
  return (
    <Suspense>
      <PeopleScreen />
    </Suspense>
  );
}
