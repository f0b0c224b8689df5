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
  const by = await pageGuard("keys:manage", "/dashboard/keys");
  return (
    <Words of={["keys", "refused"]}>
      <Keys keys={await listApiKeys(by)} here={by.organizationId} />
    </Words>
  );
}

function Keys({ keys, here }: { keys: Awaited<ReturnType<typeof listApiKeys>>; here: string }) {
  const t = useTranslations("keys");
  const create = <CreateKey scopes={[...scopes, "*"]} create={createKey.bind(null, here)} />;
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")}>
        <a href="/developers" className={buttonClass("plain")}>
          {t("docs")}
        </a>
        {keys.length > 0 && create}
      </PageHead>
      {keys.length > 0 ? (
        <KeyList keys={keys} revoke={revokeKey.bind(null, here)} />
      ) : (
        <EmptyState title={t("emptyTitle")} text={t("empty")}>
          {create}
        </EmptyState>
      )}
    </>
  );
}
