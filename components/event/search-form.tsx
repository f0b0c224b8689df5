import { useTranslations } from "next-intl";
import { useFanPath } from "@/components/site/use-fan-path";
import { buttonClass } from "@/components/ui/button-class";
import { Field, SelectField } from "@/components/ui/field";
import { useCategoryName } from "./category-name";

export type Search = {
  q?: string | undefined;
  city?: string | undefined;
  category?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

/** A plain GET form: what was searched stands in the address. */
export function SearchForm({ search, cities, categories }: { search: Search; cities: string[]; categories: string[] }) {
  const t = useTranslations("search");
  const categoryName = useCategoryName();
  return (
    <search aria-label={t("label")}>
      <form
        action={useFanPath()("/")}
        className="grid grid-cols-2 items-end gap-3 rounded-lg bg-surface p-4 shadow-lift max-[22rem]:grid-cols-1 md:grid-cols-[2fr_1fr_1fr_1fr_1fr_auto]"
      >
        <div className="max-md:col-span-full">
          <Field
            type="search"
            name="q"
            label={t("text")}
            placeholder={t("textHint")}
            defaultValue={search.q}
            maxLength={100}
          />
        </div>
        <SelectField
          name="city"
          label={t("city")}
          defaultValue={search.city ?? ""}
          options={[["", t("anyCity")], ...cities.map((city): [string, string] => [city, city])]}
        />
        <SelectField
          name="category"
          label={t("category")}
          defaultValue={search.category ?? ""}
          options={[
            ["", t("anyCategory")],
            ...categories.map((category): [string, string] => [category, categoryName(category)]),
          ]}
        />
        <Field type="date" name="from" label={t("from")} defaultValue={search.from} />
        <Field type="date" name="to" label={t("to")} defaultValue={search.to} />
        <button type="submit" className={`${buttonClass()} max-md:col-span-full`}>
          {t("submit")}
        </button>
      </form>
    </search>
  );
}
