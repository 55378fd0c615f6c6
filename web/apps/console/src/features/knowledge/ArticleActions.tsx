"use client";

import type { Article } from "@switchboard/api-client";
import { Button, IconButton, Menu, type MenuItem } from "@switchboard/ui";
import { EllipsisVertical, ExternalLink, EyeOff, History, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactElement, useState } from "react";

import { ConfirmDialog } from "@/components/ConfirmDialog";
import { keys } from "@/shared/keys";
import { t } from "@/features/knowledge/texts";
import { useAction } from "@/shared/useAction";
import { href } from "@/shared/routes";

import { HistorySheet } from "./HistorySheet";
import { changeArticle, deleteArticle } from "./queries";

interface ArticleActionsProps {
  article: Article | null;
  canSaveDraft: boolean;
  canPublish: boolean;
  saving: boolean;
  publishing: boolean;
  onSaveDraft: () => void;
  onReload: () => void;
  /** The article is about to be left on purpose. */
  onLeaving: () => void;
}

/** Save, publish, and what is needed more rarely behind a menu. */
export function ArticleActions(props: ArticleActionsProps): ReactElement {
  return (
    <>
      {props.article ? <More {...props} article={props.article} /> : null}
      <Button loading={props.saving} disabled={!props.canSaveDraft} onClick={props.onSaveDraft}>
        {t("knowledge.saveDraft")}
      </Button>
      <Button
        variant="primary"
        type="submit"
        form="article"
        loading={props.publishing}
        disabled={!props.canPublish}
      >
        {t("knowledge.publish")}
      </Button>
    </>
  );
}

function More(props: ArticleActionsProps & { article: Article }): ReactElement {
  const { article } = props;
  const [open, setOpen] = useState<"history" | "delete" | null>(null);
  const unpublish = useAction(
    () => changeArticle(article.id, { status: "draft", version: article.version }),
    { refreshes: [keys.articles], done: t("knowledge.unpublished"), onDone: props.onReload },
  );
  const items: MenuItem[] = [
    {
      label: t("knowledge.history"),
      icon: <History size={16} aria-hidden />,
      onSelect: () => setOpen("history"),
    },
  ];
  if (article.help_url) {
    const page = article.help_url;
    items.push({
      label: t("knowledge.openPage"),
      icon: <ExternalLink size={16} aria-hidden />,
      onSelect: () => window.open(page, "_blank", "noopener"),
    });
  }
  if (article.status === "published") {
    items.push({
      label: t("knowledge.unpublish"),
      icon: <EyeOff size={16} aria-hidden />,
      onSelect: () => unpublish.mutate(undefined),
    });
  }
  items.push(
    { separator: true },
    {
      label: t("common.delete"),
      icon: <Trash2 size={16} aria-hidden />,
      danger: true,
      onSelect: () => setOpen("delete"),
    },
  );
  return (
    <>
      <Menu
        trigger={
          <IconButton label={t("knowledge.more")} variant="secondary">
            <EllipsisVertical size={16} aria-hidden />
          </IconButton>
        }
        items={items}
      />
      <HistorySheet
        article={article}
        open={open === "history"}
        onOpenChange={(shown) => setOpen(shown ? "history" : null)}
        onRestored={props.onReload}
      />
      <Delete {...props} open={open === "delete"} onOpenChange={() => setOpen(null)} />
    </>
  );
}

function Delete(props: {
  article: Article;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onLeaving: () => void;
}): ReactElement {
  const router = useRouter();
  const remove = useAction(() => deleteArticle(props.article.id), {
    done: t("knowledge.deleted"),
    refreshes: [[...keys.articles, "list"]],
    onDone: () => {
      props.onLeaving();
      router.replace(href("knowledge"));
    },
  });
  return (
    <ConfirmDialog
      open={props.open}
      onOpenChange={props.onOpenChange}
      title={t("knowledge.deleteTitle")}
      description={t("knowledge.deleteDetail", { title: props.article.title })}
      confirmLabel={t("common.delete")}
      busy={remove.isPending}
      onConfirm={() => remove.mutate(undefined)}
    />
  );
}
