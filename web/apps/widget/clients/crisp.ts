/** `crisp-sdk-web` as a bundler would put it into a page, for the browser tests. */
import { ChatboxColors, Crisp } from "crisp-sdk-web";

Object.assign(window, { client: Crisp, ChatboxColors });
