import type { ArticleSource } from "@switchboard/api-client";
import type { QueryClient } from "@tanstack/react-query";

import { keys } from "../keys";

interface SourceList {
  items: ArticleSource[];
}

type News = ArticleSource | { id: string; deleted: true };

/**
 * Puts a source as it is now into every query that shows it. What was found is asked for again
 * once a fetch is over: while it runs, only the numbers move.
 */
export function putSource(client: QueryClient, news: News): void {
  if ("deleted" in news) {
    void client.invalidateQueries({ queryKey: keys.sourceList });
    return;
  }
  const before = client.getQueryData<ArticleSource>(keys.source(news.id));
  client.setQueryData(keys.source(news.id), news);
  client.setQueryData<SourceList>(keys.sourceList, (list) =>
    list?.items.some(({ id }) => id === news.id)
      ? { ...list, items: list.items.map((item) => (item.id === news.id ? news : item)) }
      : list,
  );
  const list = client.getQueryData<SourceList>(keys.sourceList);
  if (list && !list.items.some(({ id }) => id === news.id)) {
    void client.invalidateQueries({ queryKey: keys.sourceList });
  }
  if (!news.progress || before?.progress?.phase !== news.progress.phase) {
    void client.invalidateQueries({ queryKey: [...keys.source(news.id), "documents"] });
    void client.invalidateQueries({ queryKey: keys.sourceChanges(news.id) });
    void client.invalidateQueries({ queryKey: keys.articles });
  }
}
