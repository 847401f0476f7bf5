import { add, changeOne, elementsOf, formOf, hasTag, isV2, type Mutation, plain } from "./mutation.ts";

/** What is wrong with forms and names. */
export const FORM_MUTATIONS: readonly Mutation[] = [
  {
    name: "a form without a name",
    rule: "form_name_missing",
    spoil: (card, random) => changeOne(card, random, hasTag("form"), (value) => delete value.name),
  },
  {
    name: "a form with an empty name",
    rule: "form_name_missing",
    spoil: (card) => add(card, { ...formOf("f"), name: "" }),
  },
  {
    name: "an input in a form without a name",
    rule: "name_missing",
    beyondSchema: true,
    spoil: (card) => add(card, formOf("f", { tag: "input" })),
  },
  {
    name: "a button in a column of a form with an empty name",
    rule: "name_missing",
    beyondSchema: true,
    spoil: (card) =>
      add(
        card,
        formOf("f", { tag: "column_set", columns: [{ tag: "column", elements: [{ tag: "button", name: "" }] }] }),
      ),
  },
  {
    name: "two inputs with one name",
    rule: "name_duplicate",
    beyondSchema: true,
    spoil: (card) => add(card, formOf("f", { tag: "input", name: "same" }, { tag: "input", name: "same" })),
  },
  {
    name: "a form and its input with one name",
    rule: "name_duplicate",
    beyondSchema: true,
    spoil: (card) => add(card, formOf("same", { tag: "input", name: "same" })),
  },
  {
    name: "two forms with one name",
    rule: "name_duplicate",
    beyondSchema: true,
    spoil: (card) => add(card, formOf("same"), { ...formOf("other"), name: "same" }),
  },
  {
    name: "a form that cannot be sent off",
    rule: "form_without_submit",
    beyondSchema: true,
    spoil: (card) => add(card, { tag: "form", name: "f", elements: [{ tag: "input", name: "i" }] }),
  },
  {
    name: "several choices outside a form",
    rule: "form_only",
    beyondSchema: true,
    spoil: (card) => add(card, { tag: "multi_select_static", options: [] }),
  },
  {
    name: "several images outside a form",
    rule: "form_only",
    beyondSchema: true,
    spoil: (card) => add(card, { tag: "select_img", options: [], multi_select: true }),
  },
  {
    name: "required outside a form",
    rule: "required_outside_form",
    beyondSchema: true,
    spoil: (card) => add(card, { tag: "input", required: true }),
  },
  {
    name: "a submit button outside a form",
    rule: "form_action_outside_form",
    beyondSchema: true,
    spoil: (card) => add(card, { tag: "button", text: plain("Send"), action_type: "form_submit" }),
  },
  {
    name: "a form in a panel",
    rule: "wrong_place",
    spoil: (card) => add(card, { tag: "collapsible_panel", header: {}, elements: [formOf("f")] }),
  },
  {
    name: "a button at the root of a 1.0 card",
    rule: "outside_action",
    beyondSchema: true,
    spoil: (card) => !isV2(card) && add(card, { tag: "button", text: plain("Go") }),
  },
  {
    name: "the name of one component given to another, in a form",
    rule: "name_duplicate",
    beyondSchema: true,
    spoil: (card) => {
      const named = elementsOf(card, ({ value, form }) => form !== undefined && typeof value.name === "string");
      const [one, other] = named;
      if (one === undefined || other === undefined) return false;
      Object.assign(other.value, { name: one.value.name });
      return true;
    },
  },
];
