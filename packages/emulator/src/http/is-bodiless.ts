/** Whether an answer with this HTTP status has no body. Source: RFC 9110, section 6.4.1. */
export function isBodiless(status: number): boolean {
  return [204, 205, 304].includes(status);
}
