import type { Mutation } from "./mutation.ts";
import { FORM_MUTATIONS } from "./mutations-form.ts";
import { SHAPE_MUTATIONS } from "./mutations-shape.ts";
import { SINGLE_MUTATIONS } from "./mutations-single.ts";

/** Every way to spoil a card, at least one for each rule. */
export const MUTATIONS: readonly Mutation[] = [...SHAPE_MUTATIONS, ...FORM_MUTATIONS, ...SINGLE_MUTATIONS];
