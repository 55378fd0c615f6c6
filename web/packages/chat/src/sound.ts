/** Playing sound; apart from the rest, so that who never does so does not load it. */
export { SoundPlayer } from "./files/Player";
export { duration } from "./files/size";
export { Waveform } from "./files/Waveform";
