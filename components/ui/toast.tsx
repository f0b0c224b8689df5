"use client";

import { Toast as Base } from "@base-ui/react/toast";

const tones: Record<string, string> = { good: "border-good", bad: "border-bad" };

/** Shows what `useToast` says, below everything else. */
export function Toasts({ closeText, children }: { closeText: string; children: React.ReactNode }) {
  return (
    <Base.Provider>
      {children}
      <Base.Portal>
        <Base.Viewport className="fixed inset-x-4 bottom-4 z-30 mx-auto flex max-w-md flex-col gap-2 outline-none sm:end-6 sm:start-auto sm:mx-0 sm:w-96">
          <List closeText={closeText} />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function List({ closeText }: { closeText: string }) {
  const { toasts } = Base.useToastManager();
  return toasts.map((toast) => (
    <Base.Root
      key={toast.id}
      toast={toast}
      className={`rounded-md border-s-4 bg-surface p-4 pe-12 text-ink shadow-lift transition duration-200 data-ending-style:opacity-0 data-starting-style:translate-y-4 data-starting-style:opacity-0 ${tones[toast.type ?? ""] ?? "border-edge"}`}
    >
      <Base.Title className="font-bold text-sm" />
      <Base.Description className="text-muted text-sm" />
      <Base.Close
        aria-label={closeText}
        className="absolute end-1 top-1 grid size-11 place-items-center rounded-sm text-lg"
      >
        ×
      </Base.Close>
    </Base.Root>
  ));
}

/** Says that something was done, or was not; read out politely, or at once when it is bad. */
export function useToast() {
  const { add } = Base.useToastManager();
  return (tone: "good" | "bad", title: string, description?: string) =>
    add({ type: tone, title, ...(description && { description }), priority: tone === "bad" ? "high" : "low" });
}
