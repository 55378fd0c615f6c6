/** The launcher's other icons, for inboxes that have chosen one: SVG paths of 24 by 24. */
export const ICONS: Record<string, string> = {
  question:
    "M9.1 9a3 3 0 0 1 5.8 1c0 2-2.9 2.6-2.9 4M12 17.2v.1M12 2.5a9.5 9.5 0 1 1 0 19 9.5 9.5 0 1 1 0-19",
  wave: "M18 11V6a2 2 0 0 0-4 0M14 10V4a2 2 0 0 0-4 0v2M10 10.500V6a2 2 0 0 0-4 0v8M18 8a2 2 0 1 1 4 0v6a8 8 0 0 1-8 8h-2c-2.800 0-4.500-.860-5.990-2.340l-3.600-3.600a2 2 0 0 1 2.830-2.820L7 15",
};
