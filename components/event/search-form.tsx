import { useTranslations } from "next-intl";
import { useFanPath } from "@/components/site/use-fan-path";
import { buttonClass } from "@/components/ui/button-class";
import { Field, SelectField } from "@/components/ui/field";
import { useCategoryName } from "./category-name";
import { DateChips } from "./date-chips";
import type { Search } from "./search";

type Props = { search: Search; cities: string[]; categories: string[] };

/** A plain GET form: what was searched stands in the address. */
export function SearchForm({ search, cities, categories }: Props) {
  const t = useTranslations("search");
  const categoryName = useCategoryName();
  return (
    <search aria-label={t("label")} className="flex flex-col gap-3">
      <form
        action={useFanPath()("/")}
        className="grid grid-cols-2 items-end gap-3 rounded-lg bg-surface p-4 shadow-lift max-[22rem]:grid-cols-1 md:grid-cols-4 xl:grid-cols-[2fr_1fr_1fr_1fr_1fr_auto]"
      >
        <div className="max-md:col-span-full md:max-xl:col-span-2">
          <Field
            type="search"
            name="q"
            dir="auto"
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
          options={[["", t("anyCity")], ...named(cities, search.city)]}
        />
        <SelectField
          name="category"
          label={t("category")}
          defaultValue={search.category ?? ""}
          options={[
            ["", t("anyCategory")],
            ...named(categories, search.category).map(([kind]): [string, string] => [kind, categoryName(kind)]),
          ]}
        />
        <Field type="date" name="from" label={t("from")} defaultValue={search.from} />
        <Field type="date" name="to" label={t("to")} defaultValue={search.to} />
        {search.when && <input type="hidden" name="when" value={search.when} />}
        <button type="submit" className={`${buttonClass()} max-md:col-span-full md:max-xl:col-span-2`}>
          {t("submit")}
        </button>
      </form>
      <DateChips search={search} />
    </search>
  );
}

/** What was searched stays chosen, even when nothing of it is on any more. */
const named = (values: string[], chosen: string | undefined) =>
  [...new Set([...values, ...(chosen ? [chosen] : [])])].map((value): [string, string] => [value, value]);
