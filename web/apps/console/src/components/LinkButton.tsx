"use client";

import { buttonClasses, type ButtonSize, type ButtonVariant } from "@switchboard/ui";
import type { ComponentProps, ReactElement, ReactNode } from "react";

import { Link } from "./Link";

interface LinkButtonProps extends ComponentProps<typeof Link> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
}

/** A link that looks like a button: the next step is another page. */
export function LinkButton(props: LinkButtonProps): ReactElement {
  const { variant = "secondary", size = "md", icon, className, children, ...rest } = props;
  return (
    <Link {...rest} className={buttonClasses(variant, size, className)}>
      {icon}
      {children}
    </Link>
  );
}

interface OuterLinkButtonProps extends ComponentProps<"a"> {
  href: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
}

/** The same for an address outside of the console; it opens beside it. */
export function OuterLinkButton(props: OuterLinkButtonProps): ReactElement {
  const { variant = "secondary", size = "md", className, children, ...rest } = props;
  return (
    <a
      {...rest}
      target="_blank"
      rel="noopener noreferrer"
      className={buttonClasses(variant, size, className)}
    >
      {children}
    </a>
  );
}
