import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button-class";
import { Field } from "@/components/ui/field";

/** Where a code of a lane is entered, in a form that knows what to do with it. */
export function CodeField({ code, error }: { code?: string | undefined; error?: string | undefined }) {
  const t = useTranslations("room.lanes");
  return (
    <>
      <Field
        {...{
          name: "code",
          defaultValue: code,
          error,
          required: true,
          maxLength: 40,
          label: t("code"),
          hint: t("hint"),
        }}
        {...{ autoComplete: "off", autoCapitalize: "characters", spellCheck: false, dir: "ltr" }}
      />
      <button type="submit" className={`${buttonClass("quiet")} self-start`}>
        {t("use")}
      </button>
    </>
  );
}
