"use client";

import { AlertDialog as Alert } from "@base-ui/react/alert-dialog";
import { Dialog as Base } from "@base-ui/react/dialog";
import { buttonClass } from "./button-class";

const backdropClass =
  "fixed inset-0 bg-[rgb(0_0_0/0.55)] transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0";
const popupClass =
  "fixed inset-x-4 top-1/2 mx-auto flex max-h-[calc(100dvh-2rem)] max-w-lg -translate-y-1/2 flex-col gap-4 overflow-y-auto rounded-lg bg-surface p-5 text-ink shadow-lift outline-none transition duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0 sm:p-6";

type Props = {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** The button that opens it; it gets the focus back. */
  trigger?: React.ReactElement;
  title: string;
  description?: string;
  children: React.ReactNode;
};

const controlled = ({ open, onOpenChange }: Pick<Props, "open" | "onOpenChange">) => ({
  ...(open !== undefined && { open }),
  ...(onOpenChange && { onOpenChange: (next: boolean) => onOpenChange(next) }),
});

/** A window over the page. Escape and a press outside close it. */
export function Dialog({ trigger, title, description, children, ...state }: Props) {
  return (
    <Base.Root {...controlled(state)}>
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Backdrop className={backdropClass} />
        <Base.Popup className={popupClass}>
          <Base.Title className="text-xl">{title}</Base.Title>
          {description && <Base.Description className="text-muted">{description}</Base.Description>}
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** A question that must be answered: a press outside does not dismiss it. */
export function Confirm({ trigger, title, description, children, ...state }: Props) {
  return (
    <Alert.Root {...controlled(state)}>
      {trigger && <Alert.Trigger render={trigger} />}
      <Alert.Portal>
        <Alert.Backdrop className={backdropClass} />
        <Alert.Popup className={popupClass}>
          <Alert.Title className="text-xl">{title}</Alert.Title>
          {description && <Alert.Description className="text-muted">{description}</Alert.Description>}
          {children}
        </Alert.Popup>
      </Alert.Portal>
    </Alert.Root>
  );
}

/** Closes the dialog or question it lies in. */
export const DialogClose = ({ render }: { render: React.ReactElement }) => <Base.Close render={render} />;
export const ConfirmClose = ({ render }: { render: React.ReactElement }) => <Alert.Close render={render} />;

type AnswersProps = { go: string; keep: string; pending: boolean; onGo?: () => void };

/** To a question about what cannot be taken back. Without `onGo` the first sends the form they stand in. */
export function Answers({ go, keep, pending, onGo }: AnswersProps) {
  return (
    <div className="flex flex-wrap gap-3">
      <button type={onGo ? "button" : "submit"} className={buttonClass("danger")} disabled={pending} onClick={onGo}>
        {go}
      </button>
      <ConfirmClose
        render={
          <button type="button" className={buttonClass("quiet")}>
            {keep}
          </button>
        }
      />
    </div>
  );
}
