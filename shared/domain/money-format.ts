/** `1 250,40 ₽`. What is no number or no currency code is shown as it came. */
export function formatMoney(amount: string, currency: string, locale: string): string {
  const value = Number(amount);
  if (amount.trim() === '' || !Number.isFinite(value) || !/^[A-Z]{3}$/.test(currency))
    return `${amount} ${currency}`.trim();
  return new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(value);
}
