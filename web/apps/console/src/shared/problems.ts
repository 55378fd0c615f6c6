import { ProblemError } from "@switchboard/api-client";

import { type MessageKey, t } from "./t";

/**
 * What to say of a problem's code, in the person's language. A code that is not here means different things at
 * different places: there the server's own sentence is the better one.
 */
const SENTENCES: Readonly<Record<string, MessageKey>> = {
  attachment_not_found: "problem.fileGone",
  changed_meanwhile: "problem.changedMeanwhile",
  conversation_not_found: "problem.conversationNotFound",
  file_gone: "problem.fileGone",
  forbidden: "problem.forbidden",
  in_each_others_way: "problem.busy",
  inbox_not_found: "problem.inboxNotFound",
  internal: "problem.internal",
  malformed: "problem.malformed",
  too_large: "problem.tooLarge",
  too_many_requests: "problem.tooMany",
  unavailable: "problem.unavailable",
  unreachable: "problem.unreachable",
  version_conflict: "problem.changedMeanwhile",
  draft_conflict: "problem.changedMeanwhile",
  invite_invalid: "problem.inviteInvalid",
  quota_reached: "problem.quotaReached",
  wrong_login: "problem.wrongLogin",
  wrong_password: "problem.wrongPassword",
};
/** Said by the server in English with more to it than the code; only another language needs ours. */
const GENERAL: Readonly<Record<string, MessageKey>> = {
  not_found: "problem.notFound",
  unauthorized: "problem.unauthorized",
};

/** A sentence for people, whatever was thrown. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof ProblemError)) return t("common.unexpected");
  const key = SENTENCES[error.code] ?? (error.detail ? undefined : GENERAL[error.code]);
  if (key) return t(key);
  const fields = error.errors.map((item) => item.detail).filter(Boolean);
  const said = error.detail || t("problem.internal");
  return fields.length > 0 && !fields.includes(said) ? `${said} ${fields.join(" ")}` : said;
}
