/** What to look at when a server of the app answers with another status than 200. */
export function statusAdvice(status: number): string {
  if (status === 401 || status === 403) return "check Encrypt Key and Verification Token";
  if (status === 404 || status === 405) {
    return "nothing takes a POST at this path, so compare the URL with the server's route";
  }
  return "look at the server's log";
}
