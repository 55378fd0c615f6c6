/** One field that the server refused, as in RFC 9457's `errors`. */
export interface FieldProblem {
  field: string;
  detail: string;
}

interface ProblemFields {
  status: number;
  code: string;
  title: string;
  detail: string;
  errors: FieldProblem[];
  retryAfter: number | null;
  requestId: string | null;
}

/** A request that failed. `code` says why; `detail` is the server's own sentence, in English, or empty. */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly errors: FieldProblem[];
  /** Seconds to wait before the next attempt, when the server said so. */
  readonly retryAfter: number | null;
  readonly requestId: string | null;

  constructor(fields: ProblemFields) {
    super(fields.detail || fields.title || fields.code);
    this.name = "ProblemError";
    this.status = fields.status;
    this.code = fields.code;
    this.title = fields.title;
    this.detail = fields.detail;
    this.errors = fields.errors;
    this.retryAfter = fields.retryAfter;
    this.requestId = fields.requestId;
  }

  /** True when the same request may succeed later without any change. */
  get temporary(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  fieldError(field: string): string | undefined {
    return this.errors.find((error) => error.field === field)?.detail;
  }
}

/**
 * Reads problem+json; anything else (a proxy's page, no body) becomes the code that its status stands for. What to say
 * of a code is the application's affair: here is no prose.
 */
export async function problemFrom(response: Response, body?: unknown): Promise<ProblemError> {
  const problem = asRecord(body ?? (await readJson(response)));
  return new ProblemError({
    status: response.status,
    code: codeOf(text(problem.type)) || codeOfStatus(response.status),
    title: text(problem.title),
    detail: text(problem.detail),
    errors: fieldProblems(problem.errors),
    retryAfter: secondsOf(response.headers.get("Retry-After")),
    requestId: response.headers.get("X-Request-Id"),
  });
}

/** The request did not reach the server at all. */
export function unreachable(): ProblemError {
  return new ProblemError({
    status: 0,
    code: "unreachable",
    title: "",
    detail: "",
    errors: [],
    retryAfter: null,
    requestId: null,
  });
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.clone().json();
  } catch {
    return {};
  }
}

function fieldProblems(value: unknown): FieldProblem[] {
  if (!Array.isArray(value)) return [];
  return value.map(asRecord).map((item) => ({
    field: fieldName(item),
    detail: text(item.detail) || text(item.message) || text(item.msg),
  }));
}

/** Servers name the place as `field`, a JSON `pointer`, or a `loc` list; the last step is the field. */
function fieldName(item: Record<string, unknown>): string {
  if (Array.isArray(item.loc)) return String(item.loc.at(-1) ?? "");
  const place = text(item.field) || text(item.name) || text(item.pointer);
  return place.split(/[/.]/).at(-1) ?? "";
}

function codeOf(type: string): string {
  return type.split(/[/:]/).at(-1) ?? "";
}

function secondsOf(header: string | null): number | null {
  const seconds = Number(header);
  return header && Number.isFinite(seconds) ? seconds : null;
}

function codeOfStatus(status: number): string {
  if (status === 401) return "unauthorized";
  if (status === 403) return "forbidden";
  if (status === 404) return "not_found";
  if (status === 413) return "too_large";
  if (status === 429) return "too_many_requests";
  if (status === 503 || status === 502 || status === 504) return "unavailable";
  return status >= 500 ? "internal" : "malformed";
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
