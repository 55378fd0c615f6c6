"use client";

import type { Article } from "@switchboard/api-client";
import { Card, TextArea, TextField } from "@switchboard/ui";
import { useRouter } from "next/navigation";
import { type ReactElement, useState } from "react";

import { BackLink } from "@/components/BackLink";
import { FormError } from "@/components/FormError";
import { ListEditor } from "@/components/ListEditor";
import { Page } from "@/components/Page";
import { ProblemError } from "@/shared/api";
import { keys } from "@/shared/keys";
import { t } from "@/features/knowledge/texts";
import { useAction } from "@/shared/useAction";
import { useUnsaved } from "@/shared/unsaved";
import { href } from "@/shared/routes";

import { ArticleActions } from "./ArticleActions";
import { ArticleBadges } from "./ArticleBadges";
import { ArticleSettings } from "./ArticleSettings";
import { BodyEditor } from "./BodyEditor";
import { Conflict } from "./Conflict";
import { DraftNotice } from "./DraftNotice";
import {
  type ArticleForm,
  type Beginning,
  fieldsOf,
  formOf,
  newForm,
  settingsChanged,
  textsOf,
} from "./form";
import { changeArticle, createArticle, publishArticle, saveDraft } from "./queries";

interface ArticleEditorProps {
  article: Article | null;
  beginning: Beginning;
  /** Begins anew with what the server has. */
  onReload: () => void;
}

/** Writes a new article, or changes one: as a draft, or for customers to see. */
export function ArticleEditor({ article, beginning, onReload }: ArticleEditorProps): ReactElement {
  const router = useRouter();
  const [form, setForm] = useState(() => (article ? formOf(article) : newForm(beginning)));
  const [dirty, setDirty] = useState(!article && Boolean(beginning.original));
  const [base, setBase] = useState(article);
  const change = (part: Partial<ArticleForm>) => {
    setForm((known) => ({ ...known, ...part }));
    setDirty(true);
  };
  useUnsaved(dirty);
  const kept = (saved: Article) => {
    setDirty(false);
    setBase(saved);
    if (!article) router.replace(href("article", { id: saved.id }));
  };
  const options = { refreshes: [keys.articles], quiet: true, onDone: kept } as const;
  const draft = useAction(() => keepDraft(base, form, beginning), {
    ...options,
    done: t("knowledge.draftSaved"),
  });
  const publish = useAction(() => publishNow(base, form, beginning), {
    ...options,
    done: t("knowledge.publishedNow"),
  });
  const error = publish.error ?? draft.error;
  const conflict = isConflict(error);
  const fieldError = (field: string) =>
    error instanceof ProblemError ? error.fieldError(field) : undefined;
  const published = base?.status === "published";

  return (
    <Page
      title={
        <span className="flex flex-wrap items-center gap-2">
          {base?.title ?? t(article ? "knowledge.edit" : "knowledge.new")}
          {base ? <ArticleBadges article={base} /> : null}
        </span>
      }
      back={<BackLink href={href("knowledge")} label={t("knowledge.title")} />}
      actions={
        <ArticleActions
          article={base}
          canSaveDraft={dirty && !(base && published && settingsChanged(form, base))}
          canPublish={dirty || !published || Boolean(base?.draft)}
          saving={draft.isPending}
          publishing={publish.isPending}
          onSaveDraft={() => {
            publish.reset();
            draft.mutate(undefined);
          }}
          onReload={onReload}
          onLeaving={() => setDirty(false)}
        />
      }
    >
      {base && published && base.draft ? (
        <DraftNotice article={base} onDiscarded={onReload} />
      ) : null}
      {base && published && !base.body.trim() && !base.approved_answer ? (
        <p className="rounded-lg bg-warn-soft px-4 py-3 text-warn-text">{t("knowledge.noText")}</p>
      ) : null}
      {conflict && base ? (
        <Conflict
          error={error}
          articleId={base.id}
          onReload={onReload}
          onKeep={(newest) => {
            setBase(newest);
            draft.reset();
            publish.reset();
          }}
        />
      ) : (
        <FormError error={error} />
      )}
      <form
        id="article"
        className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_18rem]"
        onSubmit={(event) => {
          event.preventDefault();
          draft.reset();
          if (!publish.isPending) publish.mutate(undefined);
        }}
      >
        <Texts form={form} change={change} fieldError={fieldError} />
        <ArticleSettings form={form} article={base} onChange={change} />
      </form>
    </Page>
  );
}

interface TextsProps {
  form: ArticleForm;
  change: (part: Partial<ArticleForm>) => void;
  fieldError: (field: string) => string | undefined;
}

function Texts({ form, change, fieldError }: TextsProps): ReactElement {
  return (
    <Card className="flex min-w-0 flex-col gap-5">
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
        required={!form.approved.trim()}
      />
      <TextArea
        label={t("knowledge.approved")}
        description={t("knowledge.approvedHelp")}
        placeholder={t("knowledge.approvedPlaceholder")}
        rows={3}
        maxLength={4000}
        value={form.approved}
        onChange={(event) => change({ approved: event.currentTarget.value })}
        error={fieldError("approved_answer")}
        dir="auto"
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
  );
}

function keepDraft(base: Article | null, form: ArticleForm, beginning: Beginning) {
  if (!base) return createArticle({ ...fieldsOf(form), ...linked(beginning), status: "draft" });
  if (base.status === "draft") {
    return changeArticle(base.id, { ...fieldsOf(form), version: base.version });
  }
  const number = base.draft?.number ?? 0;
  return saveDraft(base.id, { ...textsOf(form), version: base.version, number });
}

function publishNow(base: Article | null, form: ArticleForm, beginning: Beginning) {
  return base
    ? publishArticle(base.id, { ...fieldsOf(form), version: base.version })
    : createArticle({ ...fieldsOf(form), ...linked(beginning) });
}

function linked({ original }: Beginning): { translation_of?: string } {
  return original ? { translation_of: original.id } : {};
}

function isConflict(error: unknown): error is ProblemError {
  return error instanceof ProblemError && /^(version|draft)_conflict$/.test(error.code);
}
