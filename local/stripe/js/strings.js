// The words of the card form.

const english = {
  number: "Card number",
  expiry: "Expiration date",
  expiryHint: "MM / YY",
  cvc: "Security code",
  cvcHint: "CVC",
  country: "Country",
  postal: "Postal code",
  hint: "Test payments: 4242 4242 4242 4242, any future date, any code.",
  incomplete_number: "Your card number is incomplete.",
  invalid_number: "Your card number is invalid.",
  incomplete_expiry: "Your card’s expiration date is incomplete.",
  invalid_expiry_month: "Your card’s expiration month is invalid.",
  invalid_expiry_month_past: "Your card’s expiration date is in the past.",
  invalid_expiry_year_past: "Your card’s expiration year is in the past.",
  incomplete_cvc: "Your card’s security code is incomplete.",
};

const strings = {
  en: english,
  de: {
    number: "Kartennummer",
    expiry: "Ablaufdatum",
    expiryHint: "MM / JJ",
    cvc: "Sicherheitscode",
    cvcHint: "CVC",
    country: "Land",
    postal: "Postleitzahl",
    hint: "Testzahlungen: 4242 4242 4242 4242, beliebiges künftiges Datum, beliebiger Code.",
    incomplete_number: "Ihre Kartennummer ist unvollständig.",
    invalid_number: "Ihre Kartennummer ist ungültig.",
    incomplete_expiry: "Das Ablaufdatum Ihrer Karte ist unvollständig.",
    invalid_expiry_month: "Der Ablaufmonat Ihrer Karte ist ungültig.",
    invalid_expiry_month_past: "Das Ablaufdatum Ihrer Karte liegt in der Vergangenheit.",
    invalid_expiry_year_past: "Das Ablaufjahr Ihrer Karte liegt in der Vergangenheit.",
    incomplete_cvc: "Der Sicherheitscode Ihrer Karte ist unvollständig.",
  },
  fr: {
    number: "Numéro de carte",
    expiry: "Date d’expiration",
    expiryHint: "MM / AA",
    cvc: "Code de sécurité",
    cvcHint: "CVC",
    country: "Pays",
    postal: "Code postal",
    hint: "Paiements de test : 4242 4242 4242 4242, une date future, un code quelconque.",
    incomplete_number: "Le numéro de votre carte est incomplet.",
    invalid_number: "Le numéro de votre carte n’est pas valide.",
    incomplete_expiry: "La date d’expiration de votre carte est incomplète.",
    invalid_expiry_month: "Le mois d’expiration de votre carte n’est pas valide.",
    invalid_expiry_month_past: "La date d’expiration de votre carte est passée.",
    invalid_expiry_year_past: "L’année d’expiration de votre carte est passée.",
    incomplete_cvc: "Le code de sécurité de votre carte est incomplet.",
  },
  es: {
    number: "Número de tarjeta",
    expiry: "Fecha de caducidad",
    expiryHint: "MM / AA",
    cvc: "Código de seguridad",
    cvcHint: "CVC",
    country: "País",
    postal: "Código postal",
    hint: "Pagos de prueba: 4242 4242 4242 4242, cualquier fecha futura, cualquier código.",
    incomplete_number: "El número de la tarjeta está incompleto.",
    invalid_number: "El número de la tarjeta no es válido.",
    incomplete_expiry: "La fecha de caducidad de la tarjeta está incompleta.",
    invalid_expiry_month: "El mes de caducidad de la tarjeta no es válido.",
    invalid_expiry_month_past: "La fecha de caducidad de la tarjeta ya ha pasado.",
    invalid_expiry_year_past: "El año de caducidad de la tarjeta ya ha pasado.",
    incomplete_cvc: "El código de seguridad de la tarjeta está incompleto.",
  },
};

const countryCodes =
  "AT AU BE BR CA CH CZ DE DK ES FI FR GB GR HK HU IE IN IS IT JP KR KW LU MX NL NO NZ PL PT RO SE SG SK TH US ZA".split(
    " ",
  );

/** "auto" means the page's own language, then the browser's. */
export function languageOf(locale, pageLanguage) {
  const wanted = !locale || locale === "auto" ? pageLanguage || navigator.language : locale;
  const short = String(wanted).slice(0, 2).toLowerCase();
  return Object.hasOwn(strings, short) ? short : "en";
}

export const wordsIn = (language) => strings[language] ?? english;

export function countriesIn(language) {
  const names = new Intl.DisplayNames([language], { type: "region" });
  return countryCodes
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((a, b) => a.name.localeCompare(b.name, language));
}
