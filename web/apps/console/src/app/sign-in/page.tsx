import type { Metadata } from "next";
import { type ReactElement, Suspense } from "react";

import { SignInScreen } from "@/features/auth/SignInScreen";

export const metadata: Metadata = { title: "Sign in" };

export default function SignInPage(): ReactElement {
  return (
    <Suspense>
      <SignInScreen />
    </Suspense>
  );
}
