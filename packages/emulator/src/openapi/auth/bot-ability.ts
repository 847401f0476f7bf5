/** Code and text of a call that needs a bot, for an app that has published none. */
export type BotRequirement = readonly [code: number, msg: string];

/** Source: send message and its neighbours. */
export const MESSAGE_BOT: BotRequirement = [230_006, "Bot ability is not activated."];
/** Source: get chat. */
export const CHAT_BOT: BotRequirement = [232_025, "Bot ability is not activated."];
/** Source: upload image. */
export const IMAGE_BOT: BotRequirement = [234_007, "App does not enable bot feature."];
/** Source: general error codes, for the calls that have no code of their own. */
export const GENERAL_BOT: BotRequirement = [11_205, "app do not have bot"];
