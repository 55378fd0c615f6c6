"use client";

import type { LabelBrief } from "@switchboard/api-client";
import { useQuery } from "@tanstack/react-query";

import { api, unwrap } from "./api";
import { keys } from "./keys";

export const LABEL_COLORS = [
  "gray",
  "red",
  "orange",
  "yellow",
  "green",
  "teal",
  "blue",
  "purple",
  "pink",
] as const satisfies LabelBrief["color"][];
export type LabelColor = (typeof LABEL_COLORS)[number];

export const PRIORITIES = ["urgent", "high", "normal", "low", "none"] as const;
export type Priority = (typeof PRIORITIES)[number];

/** Every label of the workspace, by name. */
export function useLabels() {
  return useQuery({
    queryKey: keys.labels,
    queryFn: async () => (await unwrap(api.GET("/api/v1/labels"))).items,
    staleTime: 60_000,
  });
}
