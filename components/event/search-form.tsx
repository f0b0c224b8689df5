import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button-class";
import { Field, inputClass } from "@/components/ui/field";
import { useCategoryName } from "./category-name";

export type Search = {
  q?: string | undefined;
  city?: string | undefined;
  category?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

type SelectProps = { name: string; label: string; any: string; value: string | undefined; options: [string, string][] };

function Select({ name, label, any, value, options }: SelectProps) {
  return (
    <label className="flex min-w-0 flex-col gap-1">
      <span className="font-semibold text-sm">{label}</span>
      <select name={name} defaultValue={value ?? ""} className={inputClass}>
        <option value="">{any}</option>
        {options.map(([key, word]) => (
          <option key={key} value={key}>
            {word}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A plain GET form: what was searched stands in the address. */
export function SearchForm({ search, cities, categories }: { search: Search; cities: string[]; categories: string[] }) {
  const t = useTranslations("search");
  const categoryName = useCategoryName();
  return (
    <search aria-label={t("label")}>
      <form
        action="/"
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
        <Select
          name="city"
          label={t("city")}
          any={t("anyCity")}
          value={search.city}
          options={cities.map((city) => [city, city])}
        />
        <Select
          name="category"
          label={t("category")}
          any={t("anyCategory")}
          value={search.category}
          options={categories.map((category) => [category, categoryName(category)])}
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
