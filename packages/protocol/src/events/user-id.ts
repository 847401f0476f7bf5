/** The three ids of one person. Source: the references of the events that carry it. */
export interface UserId {
  /** Id across the apps of one developer, `on_…`. */
  union_id?: string;
  /** Id inside the company. Only for apps that may read employee ids. */
  user_id?: string;
  /** Id inside this app, `ou_…`. */
  open_id: string;
}
