/** What is compared: an `ApiRoute` is one, and so is a route of the admin door. */
export interface NamedRoute {
  readonly method: string;
  /** With `:name` where anything may stand. */
  readonly path: string;
}

/** Longest path that is compared in full, and most segments: what is longer costs no more. */
const MAX_PATH = 512;
const MAX_SEGMENTS = 16;
/** What another method counts for, where a wholly different segment counts for 1. */
const METHOD_COST = 0.5;

/** The route whose method and path are most like what was asked for. */
export function nearestRoute<Route extends NamedRoute>(
  method: string,
  path: string,
  routes: readonly Route[],
): Route | undefined {
  const asked = segmentsOf(path);
  let nearest: { route: Route; distance: number } | undefined;
  for (const route of routes) {
    const distance = pathDistance(asked, segmentsOf(route.path)) + (route.method === method ? 0 : METHOD_COST);
    if (nearest === undefined || distance < nearest.distance) nearest = { route, distance };
  }
  return nearest?.route;
}

/** Edit distance over segments. What a route leaves open is like everything. */
function pathDistance(asked: readonly string[], route: readonly string[]): number {
  return editDistance(asked.length, route.length, (a, b) => segmentDistance(asked[a] ?? "", route[b] ?? ""));
}

/** 0 for equal, 1 for wholly different. */
function segmentDistance(asked: string, route: string): number {
  if (route.startsWith(":") || asked === route) return 0;
  const longer = Math.max(asked.length, route.length);
  return editDistance(asked.length, route.length, (a, b) => (asked[a] === route[b] ? 0 : 1)) / longer;
}

function editDistance(left: number, right: number, replace: (a: number, b: number) => number): number {
  let row = Array.from({ length: right + 1 }, (_, b) => b);
  for (let a = 1; a <= left; a++) {
    const next = [a];
    for (let b = 1; b <= right; b++) {
      const [diagonal = 0, above = 0, before = 0] = [row[b - 1], row[b], next[b - 1]];
      next.push(Math.min(above + 1, before + 1, diagonal + replace(a - 1, b - 1)));
    }
    row = next;
  }
  return row[right] ?? 0;
}

function segmentsOf(path: string): string[] {
  return path.slice(0, MAX_PATH).split("/").filter(Boolean).slice(0, MAX_SEGMENTS);
}
