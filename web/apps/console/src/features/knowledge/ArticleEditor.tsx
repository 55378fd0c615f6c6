"use client";

import type { Article, ArticleInput } from "@switchboard/api-client";
import { Button, Card, TextField } from "@switchboard/ui";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactElement, useState } from "react";

import { BackLink } from "@/components/BackLink";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { FormError } from "@/components/FormError";
import { ListEditor } from "@/components/ListEditor";
import { Page } from "@/components/Page";
import { ProblemError } from "@/shared/api";
import { keys } from "@/shared/keys";
import { useMe } from "@/shared/session/me";
import { t } from "@/shared/t";
import { useAction } from "@/shared/useAction";
import { useLeaveWarning } from "@/shared/useLeaveWarning";

import { ArticleSettings } from "./ArticleSettings";
import { BodyEditor } from "./BodyEditor";
import { deleteArticle, saveArticle } from "./queries";

export type ArticleForm = Omit<Required<ArticleInput>, "slug" | "url">;

/** Writes a new article, or changes one. */
export function ArticleEditor({ article }: { article: Article | null }): ReactElement {
  const router = useRouter();
  const { workspace } = useMe();
  const [form, setForm] = useState(() => formOf(article, workspace.default_language));
  const [dirty, setDirty] = useState(false);
  const change = (part: Partial<ArticleForm>) => {
    setForm((known) => ({ ...known, ...part }));
    setDirty(true);
  };
  useLeaveWarning(dirty);
  const save = useAction(() => saveArticle(article?.id ?? null, withoutBlanks(form)), {
    refreshes: [keys.articles],
    done: t("common.saved"),
    quiet: true,
    onDone: (saved) => {
      setDirty(false);
      if (!article) router.replace(`/knowledge/edit/?id=${encodeURIComponent(saved.id)}`);
    },
  });
  const fieldError = (field: string) =>
    save.error instanceof ProblemError ? save.error.fieldError(field) : undefined;

  return (
    <Page
      title={article ? t("knowledge.edit") : t("knowledge.new")}
      back={<BackLink href="/knowledge/" label={t("knowledge.title")} />}
      actions={
        <>
          {article ? <DeleteButton article={article} onDeleted={() => setDirty(false)} /> : null}
          <Button
            variant="primary"
            type="submit"
            form="article"
            loading={save.isPending}
            disabled={!dirty}
          >
            {t("common.save")}
          </Button>
        </>
      }
    >
      <form
        id="article"
        className="grid items-start gap-5 lg:grid-cols-[1fr_18rem]"
        onSubmit={(event) => {
          event.preventDefault();
          if (!save.isPending) save.mutate(undefined);
        }}
      >
        <Card className="flex flex-col gap-5">
          <FormError error={save.error} />
          <TextField
            label={t("knowledge.articleTitle")}
            placeholder={t("knowledge.titlePlaceholder")}
            value={form.title}
            onChange={(event) => change({ title: event.currentTarget.value })}
            error={fieldError("title")}
            required
            dir="auto"
          />
          <BodyEditor
            value={form.body}
            onChange={(body) => change({ body })}
            error={fieldError("body")}
          />
          <ListEditor
            label={t("knowledge.questions")}
            description={t("knowledge.questionsHelp")}
            itemLabel={t("knowledge.question")}
            addLabel={t("knowledge.addQuestion")}
            placeholder={t("knowledge.questionPlaceholder")}
            values={form.questions}
            onChange={(questions) => change({ questions })}
          />
        </Card>
        <ArticleSettings form={form} article={article} onChange={change} />
      </form>
    </Page>
  );
}

function DeleteButton(props: { article: Article; onDeleted: () => void }): ReactElement {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const remove = useAction(() => deleteArticle(props.article.id), {
    done: t("knowledge.deleted"),
    refreshes: [[...keys.articles, "list"]],
    onDone: () => {
      props.onDeleted();
      router.replace("/knowledge/");
    },
  });
  return (
    <>
      <Button icon={<Trash2 size={16} aria-hidden />} onClick={() => setAsking(true)}>
        {t("common.delete")}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("knowledge.deleteTitle")}
        description={t("knowledge.deleteDetail", { title: props.article.title })}
        confirmLabel={t("common.delete")}
        busy={remove.isPending}
        onConfirm={() => remove.mutate(undefined)}
      />
    </>
  );
}

function formOf(article: Article | null, language: string): ArticleForm {
  if (!article) {
    return {
      title: "",
      body: "",
      language,
      questions: [],
      status: "published",
      audience: "public",
    };
  }
  const { title, body, questions, status, audience } = article;
  return { title, body, language: article.language, questions: [...questions], status, audience };
}

function withoutBlanks(form: ArticleForm): ArticleForm {
  const questions = form.questions.map((text) => text.trim()).filter(Boolean);
  return { ...form, title: form.title.trim(), questions };
}
