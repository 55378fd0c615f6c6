import type { Metadata } from "next";
import { type ReactElement, Suspense } from "react";

import { ContactsScreen } from "@/features/contacts/ContactsScreen";

export const metadata: Metadata = { title: "Contacts" };

export default function ContactsPage(): ReactElement {
  return (
    <Suspense>
      <ContactsScreen />
    </Suspense>
  );
}
