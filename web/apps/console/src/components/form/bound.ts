import type { FieldOf } from "@/shared/form";

/** The props of a field of the ui package, its value and errors coming from a form. */
export type Bound<P, V> = Omit<P, "value" | "onChange" | "onValueChange" | "error" | "name"> & {
  field: FieldOf<V>;
};

/** A field's part without an error that is not there. */
export function withoutNoError<V>({ error, ...rest }: FieldOf<V>) {
  return { ...rest, ...(error ? { error } : {}) };
}
