/** The first columns of a table of money; the provider's own follow under their names. */
export const moneyColumns: Record<'ru' | 'en', readonly string[]> = {
  ru: ['Время', 'Сумма', 'Валюта', 'Описание'],
  en: ['Time', 'Amount', 'Currency', 'Description'],
};
