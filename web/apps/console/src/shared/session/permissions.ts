import type { Me } from "@switchboard/api-client";

/** What somebody may do; the names come from the API's description. */
export type Permission = Me["permissions"][number];

export function can(me: Me | undefined, permission: Permission): boolean {
  return me?.permissions.includes(permission) ?? false;
}
