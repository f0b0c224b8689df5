import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { type ApiDocument, apiDocument } from "@/app/api/v1/openapi.json/document";
import { buttonClass } from "@/components/ui/button-class";
import { Code } from "./code";
import { Fields } from "./fields";
import { Marked } from "./marked";
import { type Entry, Operation } from "./operation";
import { ProblemList } from "./problem-list";
import { quickStart } from "./quick-start";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("developers");
  return { title: t("title"), description: t("lead") };
}

const entriesOf = ({ paths }: ApiDocument): Entry[] =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );

type Chapter = { id: string; title: string; entries?: Entry[] };

function Contents({ chapters }: { chapters: Chapter[] }) {
  const link = "block rounded-sm py-1 underline-offset-4 hover:underline";
  return (
    <ul className="flex flex-col gap-2 text-sm">
      {chapters.map(({ id, title, entries }) => (
        <li key={id}>
          <a href={`#${id}`} className={`${link} font-bold`}>
            {title}
          </a>
          {entries && (
            <ul className="border-line border-s ps-3">
              {entries.map(({ operation }) => (
                <li key={operation.operationId}>
                  <a href={`#${operation.operationId}`} className={`${link} text-muted`}>
                    {operation.summary}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

function Section({
  id,
  title,
  lead,
  children,
}: {
  id: string;
  title: string;
  lead?: string;
  children: React.ReactNode;
}) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="flex flex-col gap-4">
      <h2 id={`${id}-title`} className="text-xl">
        {title}
      </h2>
      {lead && (
        <p className="max-w-[68ch]">
          <Marked text={lead} />
        </p>
      )}
      {children}
    </section>
  );
}

const prose = ["auth", "idempotency", "limits"] as const;

/** The API as people read it, from the same document programs read. */
export default async function DevelopersPage() {
  const [t, document] = await Promise.all([getTranslations("developers"), apiDocument()]);
  const entries = entriesOf(document);
  const { schemas } = document.components;
  const shapes = Object.entries(schemas).filter(([name]) => !name.endsWith("Problem"));
  const tagged = document.tags.map(({ name, description }) => ({
    ...{ id: `tag-${name}`, title: name, lead: description },
    entries: entries.filter(({ operation }) => operation.tags.includes(name)),
  }));
  const chapters: Chapter[] = [
    { id: "start", title: t("start") },
    ...prose.map((id) => ({ id, title: t(id) })),
    { id: "errors", title: t("errors") },
    ...tagged,
    { id: "shapes", title: t("shapes") },
  ];
  return (
    <div className="flex flex-col gap-10 pt-4 lg:pt-8">
      <header className="flex max-w-3xl flex-col items-start gap-4">
        <h1 className="text-2xl">{t("title")}</h1>
        <p className="text-lg">{t("lead")}</p>
        <a href="/api/v1/openapi.json" className={buttonClass("plain")}>
          {t("json")}
        </a>
      </header>
      <div className="grid gap-10 lg:grid-cols-[15rem_minmax(0,1fr)]">
        <nav aria-label={t("contents")} className="lg:sticky lg:top-4 lg:max-h-[calc(100dvh-2rem)] lg:overflow-y-auto">
          <details className="lg:hidden">
            <summary className="min-h-11 rounded-md border-2 border-edge px-4 py-2 font-bold">{t("contents")}</summary>
            <div className="p-4">
              <Contents chapters={chapters} />
            </div>
          </details>
          <div className="hidden lg:block">
            <Contents chapters={chapters} />
          </div>
        </nav>
        <div className="flex min-w-0 flex-col gap-16">
          <Section id="start" title={t("start")} lead={t("startLead")}>
            <Code>{quickStart}</Code>
          </Section>
          {prose.map((id) => (
            <Section key={id} id={id} title={t(id)}>
              {t(`${id}Text`)
                .split("\n")
                .map((paragraph) => (
                  <p key={paragraph} className="max-w-[68ch]">
                    <Marked text={paragraph} />
                  </p>
                ))}
            </Section>
          ))}
          <Section id="errors" title={t("errors")} lead={t("errorsLead")}>
            <ProblemList schemas={schemas} />
          </Section>
          {tagged.map(({ id, title, lead, entries }) => (
            <Section key={id} id={id} title={title} lead={lead}>
              {entries.map((entry) => (
                <Operation key={entry.operation.operationId} {...entry} />
              ))}
            </Section>
          ))}
          <Section id="shapes" title={t("shapes")} lead={t("shapesLead")}>
            {shapes.map(([name, schema]) => (
              <article
                key={name}
                id={`shape-${name}`}
                className="flex flex-col gap-2 rounded-lg bg-surface p-4 shadow-lift target:outline-3 target:outline-accent sm:p-6"
              >
                <h3 className="text-lg">{name}</h3>
                <Fields schema={schema} />
              </article>
            ))}
          </Section>
        </div>
      </div>
    </div>
  );
}
