"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { FieldValues, Path, UseFormReturn } from "react-hook-form";

/** What is wrong with a field, in words; nothing where all is well. */
export function useProblems<Values extends FieldValues>(form: UseFormReturn<Values>) {
  const t = useTranslations("editor.problems");
  // Reading the errors here subscribes whoever asks to them.
  const { errors } = form.formState;
  return useCallback(
    (path: Path<Values>): string | undefined => {
      const error = path
        .split(".")
        .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], errors);
      const code = (error as { message?: string } | undefined)?.message;
      if (!code) return undefined;
      return t.has(code as "invalid") ? t(code as "invalid") : t("invalid");
    },
    [errors, t],
  );
}

/** What the server complained about, beside its fields. */
export function showRefusal<Values extends FieldValues>(
  form: UseFormReturn<Values>,
  fields: Record<string, readonly string[]>,
) {
  for (const [path, [message = "invalid"]] of Object.entries(fields)) form.setError(path as Path<Values>, { message });
}
