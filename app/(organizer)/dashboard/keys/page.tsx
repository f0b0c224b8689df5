import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { CreateKey } from "@/components/organizer/create-key";
import { KeyList } from "@/components/organizer/key-list";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { listApiKeys } from "@/lib/auth/api-key";
import { scopes } from "@/lib/auth/scopes";
import { pageGuard } from "../page-guard";
import { Words } from "../words";
import { createKey, revokeKey } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("keys"))("title") };
}

export default async function KeysPage() {
  const keys = await listApiKeys(await pageGuard("keys:manage", "/dashboard/keys"));
  return (
    <Words of={["keys", "refused"]}>
      <Keys keys={keys} />
    </Words>
  );
}

function Keys({ keys }: { keys: Awaited<ReturnType<typeof listApiKeys>> }) {
  const t = useTranslations("keys");
  const create = <CreateKey scopes={[...scopes, "*"]} create={createKey} />;
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")}>
        <a href="/developers" className={buttonClass("plain")}>
          {t("docs")}
        </a>
        {keys.length > 0 && create}
      </PageHead>
      {keys.length > 0 ? (
        <KeyList keys={keys} revoke={revokeKey} />
      ) : (
        <EmptyState title={t("emptyTitle")} text={t("empty")}>
          {create}
        </EmptyState>
      )}
    </>
  );
}
