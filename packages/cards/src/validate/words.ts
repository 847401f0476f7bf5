const MAX_WORDS = 20;
const MAX_GUESS_LENGTH = 40;

/** Words for a sentence: quoted, and not too many. */
export function listed(words: readonly string[]): string {
  const shown = words.slice(0, MAX_WORDS).map((word) => JSON.stringify(word));
  return words.length > MAX_WORDS ? `${shown.join(", ")} and ${words.length - MAX_WORDS} more` : shown.join(", ");
}

/** The word that was probably meant: at most two letters off, or the same in other letters' case. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > MAX_GUESS_LENGTH) return undefined;
  const plain = simplify(word);
  let best: string | undefined;
  let bestDistance = 3;
  for (const candidate of candidates) {
    const distance = distanceOf(plain, simplify(candidate));
    if (distance < bestDistance && distance * 2 < candidate.length) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function simplify(word: string): string {
  return word.toLowerCase().replaceAll(/[-_ ]/g, "");
}

/** Levenshtein distance, row by row. */
function distanceOf(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
