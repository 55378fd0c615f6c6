import type { Conversation, Filter, PageConversation, Sort } from "@switchboard/api-client";

import { api, unwrap } from "../api";

export type { Filter, Sort };

/** Which conversations a list shows, and in which order; it is the list's key in the cache, too. */
export type ListQuery = Partial<Filter> & { sort?: Sort };
export type ListPage = PageConversation;
export type Item = Conversation;

export const PAGE = 50;
/** The most conversations that the server is asked about at once. */
export const MOST_IDS = 200;

interface Asked {
  after?: string;
  ids?: string[];
  limit?: number;
}

/** A page of a list; with `ids`, those of them that are in it now. */
export function fetchList(query: ListQuery, { limit = PAGE, ...asked }: Asked): Promise<ListPage> {
  const params = { query: { ...said(query), ...asked, limit } };
  return unwrap(api.GET("/api/v1/conversations", { params }));
}

/** The query without what does not matter, so that equal lists have equal keys. */
export function said(query: ListQuery): ListQuery {
  const kept = Object.entries(query).filter(([, value]) => {
    if (Array.isArray(value)) return value.length > 0;
    return value !== null && value !== undefined && value !== "" && value !== false;
  });
  return Object.fromEntries(kept) as ListQuery;
}

/** Whether a list can be ordered by waiting and by priority: the server does that for what is open. */
export function hasAllOrders(query: ListQuery): boolean {
  return query.status === "open";
}
