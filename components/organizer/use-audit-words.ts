import { useTranslations } from "next-intl";

type Actor = { actor: string; actorName?: string | undefined };

/** How an action and whoever did it are called. */
export function useAuditWords() {
  const t = useTranslations("audit");
  return {
    /** An action nobody named here yet is told as it is written. */
    action(action: string): string {
      const key = `actions.${action.replace(".", "_")}`;
      return t.has(key as "actions.order_refunded") ? t(key as "actions.order_refunded") : action;
    },
    actor({ actor, actorName }: Actor): string {
      if (actorName) return actorName;
      if (actor === "fan") return t("fan");
      return actor.startsWith("user:") || actor.startsWith("key:") ? t("unknown") : t("system");
    },
  };
}
