/**
 * `readonly string[]` while the array `Names` lists exactly the keys of `Table`, otherwise `never`: assigning the array
 * to it is what keeps a table of types and its list of names from drifting apart.
 */
export type NamesOf<Table, Names extends readonly string[]> = [keyof Table, Names[number]] extends [
  Names[number],
  keyof Table,
]
  ? readonly string[]
  : never;
