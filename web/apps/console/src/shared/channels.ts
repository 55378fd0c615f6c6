import { t } from "./t";

const CHANNELS = ["webchat", "whatsapp", "twilio", "email"] as const;

/** A channel's name for people; the code itself when it is a new one. */
export function channelName(channel: string): string {
  const known = CHANNELS.find((name) => name === channel);
  return known ? t(`inboxes.channel.${known}`) : channel;
}
