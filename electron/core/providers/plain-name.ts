/**
 * The one form in which names of accounts are compared and kept. Logins do not differ in case, and a SIP id loses its zeros where
 * it is sent as a number: one of eight digits is told as people know it, `0042656976`.
 */
export function plainName(name: string): string {
  const bare = name.trim().toLowerCase().replace(/^sip:/, '').replace(/@.*$/, '');
  return bare.replace(/^0+(?=\d+$)/, '').replace(/^\d{8}$/, '00$&');
}
