import type { Article, ArticleInput } from "@switchboard/api-client";

/** What the editor holds of an article. */
export interface ArticleForm {
  title: string;
  body: string;
  questions: string[];
  category: string;
  approved: string;
  language: string;
  audience: Article["audience"];
}

/** What a new article begins with: nothing, an original to translate, or a question nobody answered. */
export interface Beginning {
  language: string;
  original?: Article | undefined;
  question?: string | undefined;
}

/** The newest text of an article: its draft's, where there is one. */
export function formOf(article: Article): ArticleForm {
  const text = article.draft ?? article;
  return {
    title: text.title,
    body: text.body,
    questions: [...text.questions],
    category: text.category,
    approved: text.approved_answer ?? "",
    language: article.language,
    audience: article.audience,
  };
}

export function newForm({ language, original, question }: Beginning): ArticleForm {
  return {
    title: original?.title ?? "",
    body: original?.body ?? "",
    questions: question ? [question] : [],
    category: "",
    approved: "",
    language,
    audience: original?.audience ?? "public",
  };
}

/** The part of a form that a draft keeps. */
export function textsOf(form: ArticleForm) {
  return {
    title: form.title.trim(),
    body: form.body,
    questions: form.questions.map((text) => text.trim()).filter(Boolean),
    category: form.category.trim(),
    approved_answer: form.approved.trim() || null,
  };
}

export function fieldsOf(form: ArticleForm): ArticleInput {
  return { ...textsOf(form), language: form.language, audience: form.audience };
}

/** Whether something changed that a draft does not keep, so that it counts at once. */
export function settingsChanged(form: ArticleForm, article: Article): boolean {
  return form.language !== article.language || form.audience !== article.audience;
}
