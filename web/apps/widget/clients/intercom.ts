/** `@intercom/messenger-js-sdk` as a bundler would put it into a page, for the browser tests. */
import * as sdk from "@intercom/messenger-js-sdk";

Object.assign(window, { client: sdk });
