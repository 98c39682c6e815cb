// Asks the worker what only the server knows.

import { ask } from "../shared/page.js";

/**
 * @template {FormsRequest["type"]} T
 * @param {Extract<FormsRequest, {type: T}>} message
 * @returns {Promise<Tried<FormsReply[T]>>}
 */
export const asked = (message) => /** @type {any} */ (ask)(message);
