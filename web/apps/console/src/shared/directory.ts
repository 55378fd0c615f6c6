"use client";

import { useQuery } from "@tanstack/react-query";

import { api, unwrap } from "./api";
import { keys } from "./keys";

const STALE_MS = 60_000;

export function useMembers() {
  return useQuery({
    queryKey: keys.members,
    queryFn: async () => (await unwrap(api.GET("/api/v1/members"))).items,
    staleTime: STALE_MS,
  });
}

export function useTeams() {
  return useQuery({
    queryKey: keys.teams,
    queryFn: async () => (await unwrap(api.GET("/api/v1/teams"))).items,
    staleTime: STALE_MS,
  });
}

export function useAssistants() {
  return useQuery({
    queryKey: keys.assistants,
    queryFn: async () => (await unwrap(api.GET("/api/v1/assistants"))).items,
    staleTime: STALE_MS,
  });
}

export function useInboxes() {
  return useQuery({
    queryKey: keys.inboxes,
    queryFn: async () => (await unwrap(api.GET("/api/v1/inboxes"))).items,
    staleTime: STALE_MS,
  });
}
