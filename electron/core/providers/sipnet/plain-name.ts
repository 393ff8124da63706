/** Logins do not differ in case, and a SIP id loses its zeros where it is sent as a number. */
export function plainName(name: string): string {
  const bare = name.trim().toLowerCase().replace(/^sip:/, '').replace(/@.*$/, '');
  return bare.replace(/^0+(?=\d+$)/, '');
}
