import type { PostResult } from "../../webhook/post-result.ts";

/** What counts of several copies of a request: the first that is answered, or what came of the first copy. */
export async function firstAnswer(posts: readonly Promise<PostResult>[]): Promise<PostResult> {
  const answered = posts.map(async (post) => {
    const result = await post;
    if (result.fault === undefined) return result;
    throw new Error(result.fault);
  });
  return Promise.any(answered).catch(() => posts[0] ?? Promise.reject(new Error("nothing was sent")));
}
