/** "Buenos Aires" for "America/Argentina/Buenos_Aires": as near as a time zone says where somebody is. */
export function placeOf(zone: string | null): string | null {
  if (!zone?.includes("/") || zone.startsWith("Etc/")) return null;
  return zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ");
}
