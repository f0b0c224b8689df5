"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";

const settleMs = 400;

function read(key: string): object | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return kept && typeof kept === "object" ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Storage may be full or forbidden: then nothing is kept, and the form works all the same. */
function write(key: string, values: object | undefined) {
  try {
    if (values) localStorage.setItem(key, JSON.stringify(values));
    else localStorage.removeItem(key);
  } catch {
    // Nothing to be done about it here.
  }
}

/** Keeps what is typed on this device until it is saved: neither an error nor a closed tab loses it. */
export function useKept<Values extends FieldValues>(form: UseFormReturn<Values>, key: string) {
  const [restored, setRestored] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    const kept = read(key);
    if (kept) {
      form.reset({ ...form.getValues(), ...kept }, { keepDefaultValues: true });
      setRestored(true);
    }
    const stop = form.subscribe({
      formState: { values: true, isDirty: true },
      callback: ({ values, isDirty }) => {
        clearTimeout(timer.current);
        timer.current = setTimeout(() => isDirty && write(key, values), settleMs);
      },
    });
    return () => {
      clearTimeout(timer.current);
      stop();
    };
  }, [form, key]);

  const forget = useCallback(() => {
    // What was typed last may still be on its way there.
    clearTimeout(timer.current);
    write(key, undefined);
    setRestored(false);
  }, [key]);
  return { restored, forget };
}
