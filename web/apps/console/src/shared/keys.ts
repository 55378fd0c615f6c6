/** Every key of the query cache, so that what is changed here is refreshed there. */
export const keys = {
  me: ["me"] as const,
  workspace: ["workspace"] as const,
  conversations: ["conversations"] as const,
  conversationList: (view: string, query: string) =>
    ["conversations", "list", view, query] as const,
  conversationCounts: ["conversations", "counts"] as const,
  conversation: (id: string) => ["conversation", id] as const,
  timeline: (id: string) => ["timeline", id] as const,
  typing: (id: string) => ["typing", id] as const,
  contact: (id: string) => ["contact", id] as const,
  turns: (id: string) => ["turns", id] as const,
  members: ["members"] as const,
  teams: ["teams"] as const,
  assistants: ["assistants"] as const,
  inboxes: ["inboxes"] as const,
  articles: ["articles"] as const,
  articleList: (query: string, language: string) => ["articles", "list", query, language] as const,
  article: (id: string) => ["articles", "one", id] as const,
  apiKeys: ["api-keys"] as const,
  heldJobs: ["held-jobs"] as const,
};
