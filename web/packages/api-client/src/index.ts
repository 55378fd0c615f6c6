export { createApi, unwrap, type Api, type ApiOptions } from "./client";
export { ProblemError, problemFrom, unreachable, type FieldProblem } from "./problem";
export type { ClientFrame, Draft, Notice, ServerFrame } from "./frames";
export type * from "./generated/schema";
